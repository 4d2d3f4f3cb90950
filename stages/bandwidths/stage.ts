import { z } from "zod";
import { activeNames, quiescentNames } from "../../lib/results/divergences.ts";
import { defineStage } from "../../pipeline/stage.ts";
import { divergence } from "../configuration/parameters/measures.ts";
import { spatialMotion } from "../configuration/parameters/spatial.ts";

export const bandwidths = defineStage({
  name: "bandwidths",
  summary: "Measures how divergences depend on the bandwidth of the densities",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    /** Names of the members of "active", "again" and "frozen". */
    active: z.array(z.enum(activeNames)),
    /** Names of the members of "quiescent", which lacks "uniform": the uniform distribution over the box. */
    quiescent: z.array(z.enum(quiescentNames)),
    points: divergence.shape.bandwidthPoints,
    boxWidth: spatialMotion.shape.boxWidth,
    boxHeight: spatialMotion.shape.boxHeight,
  }),
  /** Decoded positions, float32 [n, T, 2], m; as the stage "distances" has them. */
  inputs: {
    active: { format: "npy", list: true },
    again: { format: "npy", list: true },
    frozen: { format: "npy", list: true },
    quiescent: { format: "npy", list: true },
  },
  /**
   * "divergences": KL in nats with Scott's factor, half and twice it, of phases that are thinned to as many
   * points as the shorter has, and the share of clipped log ratios.
   */
  outputs: { divergences: "json" },
  arithmetic: "plain",
  cost: ({ points, active, quiescent }) => ({
    seconds: 0.2 + 1e-4 * points * active.length * (quiescent.length + 4),
    memory: 1.5e8,
    output: 300 * active.length * (quiescent.length + 2),
  }),
  run: new URL("./run.ts", import.meta.url),
});
