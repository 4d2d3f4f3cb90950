import { z } from "zod";
import { sweptNetworks } from "../../lib/results/noise_factor.ts";
import { defineStage } from "../../pipeline/stage.ts";

export const rolloutVariants = defineStage({
  name: "rolloutVariants",
  summary:
    "Sets variants of a network's quiescence side by side: how they move, and how far they are",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    network: z.enum(sweptNetworks),
    /** Names, in the order of the lists. */
    variants: z.array(z.string()).min(1),
    /** Steps of the early window of quiescence. */
    early: z.int().min(2),
  }),
  /** Positions, float32 [n, T, 2], smoothly decoded but for "frozen"; "quiescent", "replay": one a variant. */
  inputs: {
    active: { format: "npy" },
    again: { format: "npy" },
    frozen: { format: "npy" },
    quiescent: { format: "npy", list: true },
    replay: { format: "json", list: true },
  },
  outputs: { variants: "json" },
  arithmetic: "plain",
  cost: ({ variants }) => ({ seconds: 0.5 + 1.5 * variants.length, memory: 2e8, output: 4000 }),
  run: new URL("./run.ts", import.meta.url),
});
