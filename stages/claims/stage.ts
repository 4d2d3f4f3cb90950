import { z } from "zod";
import { protocols } from "../../lib/conditions.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { InputSpec } from "../../pipeline/stage.ts";

const jsons = { format: "json", list: true } as const satisfies InputSpec;

/** Weighs the paper's claims against what was measured under one protocol. */
export const weighClaims = defineStage({
  name: "claims",
  summary: "Gives each claim of the paper a verdict",
  parameters: z.strictObject({
    protocol: z.enum(protocols),
    /** In the order of the lists that are in the order of seeds. */
    seeds: z.array(z.int().nonnegative()),
    /** What the measures were taken over, in words, by measure. */
    windows: z.strictObject({
      explainedVariance: z.string(),
      divergence: z.string(),
      totalVariance: z.string(),
      stepDistance: z.string(),
      gru: z.string(),
      gruStepDistance: z.string(),
      headDirection: z.string(),
    }),
  }),
  /** Lists of measures; `history`, `explainedActive`, `explainedQuiescent` in the order of seeds. */
  inputs: {
    history: jsons,
    explainedActive: jsons,
    explainedQuiescent: jsons,
    divergence: jsons,
    uniformity: jsons,
    floor: jsons,
    divergenceSame: jsons,
    totalVariance: jsons,
    stepDistanceUnbiased: jsons,
    stepDistanceBiased: jsons,
    gruDivergence: jsons,
    gruFloor: jsons,
    gruStepDistance: jsons,
    bearingMatch: jsons,
    activeVelocity: jsons,
    biasedVelocity: jsons,
    unbiasedVelocity: jsons,
  },
  /** "claims": for each claim its evidence under the protocol. */
  outputs: { claims: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.1, memory: 6e7, output: 2e4 }),
  run: new URL("./run.ts", import.meta.url),
});
