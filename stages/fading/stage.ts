import { z } from "zod";
import { fadingNetworks } from "../../lib/results/fading.ts";
import { defineStage } from "../../pipeline/stage.ts";

export const fadingOf = defineStage({
  name: "fading",
  summary: "Shows whether a network's activity fades and its decoded point jumps in quiescence",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    /** Which quiescence, as figure S1 names it, and of which network: "unbiased". */
    rollout: z.string(),
    network: z.enum(fadingNetworks),
    /** "plane": decoded [n, T, 2], m; "circle": decoded [n, T], rad. */
    space: z.enum(["plane", "circle"]),
    bins: z.int().positive(),
    /** The quiescent steps that a measure takes, from `from` up to `to`; null: all. */
    window: z.strictObject({ from: z.int().nonnegative(), to: z.int().positive() }).nullable(),
  }),
  inputs: {
    activePeak: { format: "npy" },
    activeDecoded: { format: "npy" },
    quiescentPeak: { format: "npy" },
    quiescentDecoded: { format: "npy" },
  },
  /**
   * "fading", in bins of quiescent steps: "peak", the largest output relative to the active phase's;
   * "jumps", the share of steps longer than any active one. "window": the same over all its steps.
   */
  outputs: { fading: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.1, memory: 1e8, output: 4000 }),
  run: new URL("./run.ts", import.meta.url),
});
