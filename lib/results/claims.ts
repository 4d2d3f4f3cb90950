import { protocols } from "../conditions.ts";
import type { Protocol } from "../conditions.ts";
import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { present } from "./present.ts";

/** From the worst: a claim is no better than the worst of its measures. */
export const verdicts = ["does not hold", "undecided", "not tested", "holds"] as const;
/** One of `verdicts`. */
export type Verdict = typeof verdicts[number];

/** A number a seed; null where a network has no finite value. */
export type PerSeed = readonly (readonly [seed: number, value: number | null])[];

/** What was found of a claim under one protocol. */
export type ClaimEvidence = {
  readonly protocol: Protocol;
  /** What was measured, with its unit: "largest gap of the curves". */
  readonly measure: string;
  /** "ratio": averaged as logarithms; mean and ends of intervals are shown back as ratios. */
  readonly scale?: "ratio" | undefined;
  readonly perSeed: PerSeed;
  /** Over seeds; null where it was not tested. */
  readonly mean: number | null;
  /** Over seeds (divisor n - 1); of a ratio, that of its logarithm. */
  readonly sd: number | null;
  /** The ends of Student's 95 % interval of the mean, which decides. */
  readonly low: number | null;
  readonly high: number | null;
  /** The ends of the percentile bootstrap's, too narrow for few seeds: it decides nothing. */
  readonly bootstrap: { readonly low: number | null; readonly high: number | null } | null;
  /** What the measure must be for the claim to hold, fixed beforehand: "at most 0.1". */
  readonly criterion: string;
  /** Why this criterion. */
  readonly reason: string;
  /** From the mean to the nearest limit, in `sd`; null where there is none, or the seeds agree exactly. */
  readonly distance: number | null;
  /** The fewest seeds that decide at this distance, from 3 up; null: more than 1000. */
  readonly seedsToDecide: number | null;
  /** Seeds beyond the lower limit of a claim of order, and the exact one-sided p of the sign test. */
  readonly signs?:
    | { readonly beyond: number; readonly of: number; readonly p: number }
    | undefined;
  /** The standard error within a seed, over whole trajectories; of a ratio, that of its logarithm. */
  readonly withinSeed?: number | undefined;
  /** Whether that is not below a third of `sd`. */
  readonly tooFewTrajectories?: boolean | undefined;
  /** What the measure would be by chance: two active sets compared. */
  readonly floor?: PerSeed | undefined;
  /** The same of controls, where quiescence may match activity because it starts there. */
  readonly controls?: readonly Control[] | undefined;
  /** Of a claim that two measures agree, which the verdict is about: the verdicts by each of them. */
  readonly agreement?: Agreement | undefined;
  readonly verdict: Verdict;
  /** Why it was not tested. */
  readonly why?: string | undefined;
  /** What was found of all seeds together, where the verdict takes that, too. */
  readonly finding?: string | undefined;
  /** The paper's value. */
  readonly paper?: string | undefined;
  /** The steps that it was measured over. */
  readonly window?: string | undefined;
};

/** What a measure would be without reactivation: it decides no verdict, but tells what one is worth. */
export type Control = {
  /** The network whose part in the measure this is, "U^σ"; missing if the measure has no parts. */
  readonly of?: string | undefined;
  /** Of quiescence; of that network alone, if there is one. */
  readonly perSeed: PerSeed;
  /** The same of quiescence that stays at its start. */
  readonly frozen: PerSeed;
  /** The same of quiescence that starts about the centre of the box. */
  readonly centre: PerSeed;
  /**
   * Whether quiescence is better than standing still, on average over seeds, by more than the sampling floor;
   * null where a value is missing.
   */
  readonly evidence: boolean | null;
};

/** The verdicts by two measures of the same. */
export type Agreement = {
  readonly own: Verdict;
  readonly other: {
    readonly measure: string;
    readonly perSeed: PerSeed;
    readonly verdict: Verdict;
  };
};

/** A claim of the paper and how it fares (paper.md, section 8). */
export type Claim = {
  readonly number: number;
  readonly statement: string;
  /** One for each protocol and measure. */
  readonly protocols: readonly ClaimEvidence[];
};

/** The bytes of the JSON file of claims and their evidence. */
export function encodeClaims(claims: readonly Claim[]): Uint8Array<ArrayBuffer> {
  return encodeJson(
    claims.map((claim) => ({
      ...claim,
      protocols: claim.protocols.map(({ controls, ...evidence }) =>
        present({ ...evidence, controls: controls?.map(present) })
      ),
    })),
  );
}

/** Throws unless the bytes are claims. */
export function readClaims(bytes: Uint8Array): Claim[] {
  return Fields.listOf(bytes, "claims").map((fields) => ({
    number: fields.number("number"),
    statement: fields.text("statement"),
    protocols: fields.objects("protocols").map(evidenceOf),
  }));
}

function evidenceOf(fields: Fields): ClaimEvidence {
  const text = (name: string) => fields.text(name);
  return {
    protocol: fields.oneOf("protocol", protocols),
    measure: fields.text("measure"),
    scale: fields.optional("scale", (name) => fields.oneOf(name, ["ratio"])),
    perSeed: fields.pairs("perSeed"),
    mean: fields.numberOrNull("mean"),
    sd: fields.numberOrNull("sd"),
    low: fields.numberOrNull("low"),
    high: fields.numberOrNull("high"),
    bootstrap: fields.objectOrNull("bootstrap", (ends) => ({
      low: ends.numberOrNull("low"),
      high: ends.numberOrNull("high"),
    })),
    criterion: fields.text("criterion"),
    reason: fields.text("reason"),
    distance: fields.numberOrNull("distance"),
    seedsToDecide: fields.numberOrNull("seedsToDecide"),
    signs: fields.optional("signs", (name) => {
      const signs = fields.object(name);
      return { beyond: signs.number("beyond"), of: signs.number("of"), p: signs.number("p") };
    }),
    withinSeed: fields.optional("withinSeed", (name) => fields.number(name)),
    tooFewTrajectories: fields.optional("tooFewTrajectories", (name) => fields.boolean(name)),
    floor: fields.optional("floor", (name) => fields.pairs(name)),
    controls: fields.optional("controls", (name) => fields.objects(name).map(controlOf)),
    agreement: fields.optional("agreement", (name) => agreementOf(fields.object(name))),
    verdict: fields.oneOf("verdict", verdicts),
    why: fields.optional("why", text),
    finding: fields.optional("finding", text),
    paper: fields.optional("paper", text),
    window: fields.optional("window", text),
  };
}

function agreementOf(fields: Fields): Agreement {
  const other = fields.object("other");
  return {
    own: fields.oneOf("own", verdicts),
    other: {
      measure: other.text("measure"),
      perSeed: other.pairs("perSeed"),
      verdict: other.oneOf("verdict", verdicts),
    },
  };
}

function controlOf(fields: Fields): Control {
  return {
    of: fields.optional("of", (name) => fields.text(name)),
    perSeed: fields.pairs("perSeed"),
    frozen: fields.pairs("frozen"),
    centre: fields.pairs("centre"),
    evidence: fields.booleanOrNull("evidence"),
  };
}
