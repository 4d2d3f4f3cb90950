import type { EvaluationSet } from "../configuration/parameters/evaluation_set.ts";

/** The part of a random stream's path that tells evaluation sets apart; the first has none. */
export function setPath(set: EvaluationSet): string[] {
  return set === "first" ? [] : [set];
}
