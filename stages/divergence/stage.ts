import { z } from "zod";
import { columnNames, rowNames } from "../../lib/results/divergences.ts";
import { defineStage } from "../../pipeline/stage.ts";
import { divergence } from "../configuration/parameters/measures.ts";
import { spatialMotion } from "../configuration/parameters/spatial.ts";

export const klDivergences = defineStage({
  name: "divergence",
  summary: "Measures how far a quiescent distribution is from the active ones",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    /** "uniform" is the uniform distribution over the box, and needs no quiescent input. */
    quiescent: z.enum(columnNames()),
    /** Names of the members of the input "active". */
    active: z.array(z.enum(rowNames())),
    points: divergence.shape.points,
    boxWidth: spatialMotion.shape.boxWidth,
    boxHeight: spatialMotion.shape.boxHeight,
  }),
  inputs: { active: { format: "npy", list: true }, quiescent: { format: "npy", optional: true } },
  /**
   * "kl": by active distribution, KL(quiescent || active) in nats, its standard error over whole
   * trajectories, and how many ratios were clipped; of "uniform" also as the released code has it
   * (paper.md D2). null, with the reason, where points span no plane and so have no density.
   */
  outputs: { kl: "json" },
  arithmetic: "plain",
  cost: ({ points, active }) => ({
    seconds: 0.1 + 1.5e-3 * points * active.length,
    memory: 1.5e8,
    output: 400,
  }),
  run: new URL("./run.ts", import.meta.url),
});
