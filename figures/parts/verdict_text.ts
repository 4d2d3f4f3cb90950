import type { Verdict } from "../../lib/results/claims.ts";

/** Said by shape and word, not by colour alone. */
const VERDICT_MARK: Readonly<Record<Verdict, readonly [mark: string, name: string]>> = {
  "holds": ["✓", "holds"],
  "does not hold": ["✗", "fails"],
  "undecided": ["?", "undecided"],
  "not tested": ["–", "untested"],
};

/** A verdict with its mark, as HTML. */
export function verdictText(verdict: Verdict): string {
  const [mark, name] = VERDICT_MARK[verdict];
  return `<span class="verdict ${name}"><span aria-hidden="true">${mark}</span> ${verdict}</span>`;
}
