import type { ClaimEvidence, Verdict } from "../../lib/results/claims.ts";

/** What was weighed of one of two measures. */
type Weighed = Pick<ClaimEvidence, "perSeed" | "criterion" | "verdict" | "why">;

/**
 * Whether two measures of the same thing, weighed by the same criterion, have the same verdict. That is
 * undecided where one of them is, and not tested where one is not.
 */
export function agreement(
  own: Weighed,
  measure: string,
  other: Weighed,
): Pick<ClaimEvidence, "agreement" | "criterion" | "verdict" | "why"> {
  return {
    criterion: `the same verdict by both (${own.criterion})`,
    agreement: {
      own: own.verdict,
      other: { measure, perSeed: other.perSeed, verdict: other.verdict },
    },
    verdict: verdictOf(own.verdict, other.verdict),
    why: own.why ?? (other.why === undefined ? undefined : `${measure}: ${other.why}`),
  };
}

function verdictOf(own: Verdict, other: Verdict): Verdict {
  for (const open of ["not tested", "undecided"] as const) {
    if (own === open || other === open) return open;
  }
  return own === other ? "holds" : "does not hold";
}
