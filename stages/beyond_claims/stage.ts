import { z } from "zod";
import { protocols } from "../../lib/conditions.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { InputSpec } from "../../pipeline/stage.ts";

const jsons = { format: "json", list: true } as const satisfies InputSpec;

/** Weighs the claims of analyses beyond the paper against what was measured under one protocol. */
export const weighBeyond = defineStage({
  name: "beyondClaims",
  summary: "Gives each claim beyond the paper a verdict",
  parameters: z.strictObject({
    protocol: z.enum(protocols),
    /** In the order of the lists that are in the order of seeds. */
    seeds: z.array(z.int().nonnegative()),
    /** What the measures were taken over, in words, by measure. */
    windows: z.strictObject({
      updateSpectrum: z.string(),
      kicks: z.string(),
      gain: z.string(),
      noiseFactor: z.strictObject({ early: z.string(), late: z.string() }),
      distances: z.string(),
      replay: z.strictObject({ early: z.string(), late: z.string() }),
    }),
  }),
  /** Lists of measures. */
  inputs: {
    updateSpectrum: jsons,
    kicks: jsons,
    gain: jsons,
    noiseFactor: jsons,
    distances: jsons,
    divergence: jsons,
    memory: jsons,
    replay: jsons,
  },
  /** "claims": for each claim its evidence under the protocol. */
  outputs: { claims: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.1, memory: 6e7, output: 2e4 }),
  run: new URL("./run.ts", import.meta.url),
});
