/** What was found of a claim under one protocol. */
export interface ClaimEvidence {
  readonly protocol: "released" | "described";
  /** What was measured, with its unit: "largest gap of the curves". */
  readonly measure: string;
  readonly perSeed: readonly (readonly [seed: number, value: number])[];
  /** Over seeds, and the ends of its bootstrap interval; null where nothing was measured. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What the measure must be for the claim to hold, fixed beforehand: "< 0.1". */
  readonly criterion: string;
  /** Why this criterion. */
  readonly reason: string;
  readonly verdict: Verdict;
  /** The paper's value. */
  readonly paper?: string;
  /** The steps that it was measured over. */
  readonly window?: string;
}

export type Verdict = "holds" | "does not hold" | "not tested";

/** Under a protocol all measures must agree: a claim is no better than the worst of them. */
export function verdictUnder({ protocols }: Claim, protocol: string): Verdict {
  const verdicts = protocols.filter((evidence) => evidence.protocol === protocol)
    .map(({ verdict }) => verdict);
  if (verdicts.includes("does not hold")) return "does not hold";
  return verdicts.length === 0 || verdicts.includes("not tested") ? "not tested" : "holds";
}

/** A claim of the paper and how it fares (paper.md, section 8). */
export interface Claim {
  readonly number: number;
  readonly statement: string;
  /** One for each protocol and measure. */
  readonly protocols: readonly ClaimEvidence[];
}
