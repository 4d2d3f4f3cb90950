import type { Protocol } from "../lib/conditions.ts";
import { verdicts } from "../lib/results/claims.ts";
import type { Claim, Control, Verdict } from "../lib/results/claims.ts";

/** How a verdict is reached and what stands beside it, for a reader of the claims: paragraphs. */
export const VERDICT_RULE: readonly string[] = [
  [
    "A measure holds if Student's 95 % interval of its mean over seeds lies inside the criterion, does",
    "not hold if it lies outside, and is undecided if it lies astride a limit; ratios are averaged as",
    "logarithms. It is not tested with fewer than 3 seeds, where a seed has no finite value, or where",
    "the mean sampling floor (how far a second, independent active set is from the first) is not below",
    "its limit. A claim does not hold if one of its measures does not, is undecided if none fails and",
    "one is undecided, holds if all hold, and else is not tested. A claim that two distances agree holds",
    "if the verdicts by both are the same, and is as open as either.",
  ].join(" "),
  [
    "Beside each measure: how far its mean is from the nearest limit, in standard deviations (SD) over",
    "seeds, and how many seeds would decide it at this distance. “Trajectories too few” marks a measure",
    "whose standard error within a seed, over whole trajectories, is not below a third of the SD over",
    "seeds; claims 1 and 2 have no such error, for their measures do not keep trajectories apart.",
  ].join(" "),
  [
    "Quiescence starts where activity may be, so a network that does nothing matches it. Beside measures",
    "of such a match stands the same of quiescence that stays at its start, and of quiescence that starts",
    "about the centre of the box. Neither decides a verdict, but what is not better than standing still",
    "by more than the sampling floor is marked: it is not evidence of reactivation.",
  ].join(" "),
];

/** Why a match is no evidence. */
export const STANDING_STILL = "standing still gives as much";

/** "not evidence for U^σ", said where standing still is as good as quiescence. */
export function noEvidence({ of, evidence }: Control): string[] {
  if (evidence !== false) return [];
  return [of === undefined ? "not evidence" : `not evidence for ${of}`];
}

/** The same of all measures of a claim under a protocol, each once. */
export function noEvidenceUnder({ protocols }: Claim, protocol: Protocol): string[] {
  const found = protocols.filter((evidence) => evidence.protocol === protocol)
    .flatMap(({ controls = [] }) => controls.flatMap(noEvidence));
  return [...new Set(found)];
}

/** Under a protocol all measures must agree: a claim is no better than the worst of them. */
export function verdictUnder({ protocols }: Claim, protocol: Protocol): Verdict {
  const found = protocols.filter((evidence) => evidence.protocol === protocol)
    .map(({ verdict }) => verdict);
  return verdicts.find((verdict) => found.includes(verdict)) ?? "not tested";
}

/** Why a claim was not tested under a protocol, as a sentence. */
export function untestedText({ protocols }: Claim, protocol: Protocol): string {
  const reasons = protocols.filter((evidence) => evidence.protocol === protocol)
    .flatMap(({ why }) => why ?? []);
  return reasons.length === 0 ? "Not tested." : `Not tested: ${[...new Set(reasons)].join("; ")}.`;
}
