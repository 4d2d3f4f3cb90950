import type { AdoptOutcome } from "../run/adopt.ts";

/** Names listed of actions with the same outcome, at most. */
const NAMED = 2;

/** What became of the actions, for people: a line for each outcome. */
export function adoptLines(outcomes: readonly AdoptOutcome[]): string[] {
  if (outcomes.length === 0) return ["Nothing to adopt: no action would run for its code"];
  const groups = Map.groupBy(outcomes, textOf);
  return [...groups].map(([text, all]) => {
    const names = all.slice(0, NAMED).map(({ name }) => name).join(", ");
    const rest = all.length > NAMED ? ` and ${all.length - NAMED} more` : "";
    return `${text}: ${names}${rest}`;
  });
}

function textOf(outcome: AdoptOutcome): string {
  switch (outcome.kind) {
    case "adopted":
      return `Adopted, the same after ${outcome.compared}`;
    case "differs":
      return `Stays stale, the present code gives something else after ${outcome.after}`;
    case "not adopted":
      return `Not adopted, ${outcome.why}`;
    case "interrupted":
      return "Not adopted, interrupted";
  }
}
