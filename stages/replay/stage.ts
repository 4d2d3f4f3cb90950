import { z } from "zod";
import { replayConditions, replayKinds } from "../../lib/results/replay.ts";
import { defineStage } from "../../pipeline/stage.ts";

export const replayOf = defineStage({
  name: "replay",
  summary: "Measures how what a network shows moves in quiescence, beside activity and the animal",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    kind: z.enum(replayKinds),
    condition: z.enum(replayConditions),
    /** Steps of the early window of quiescence. */
    early: z.int().min(2),
    /** m; null: bearings, rad. */
    box: z.strictObject({ width: z.number().positive(), height: z.number().positive() }).nullable(),
  }),
  /**
   * "coordinates": the animal's, float32 [n, T + 1, 2] or [n, T + 1, 1]; decoded by the most active cells and
   * smoothly: float32 [n, T, 2], or bearings [n, T]; peaks: float32 [n, T].
   */
  inputs: {
    coordinates: { format: "npy" },
    activeDecoded: { format: "npy" },
    activeSmooth: { format: "npy" },
    activePeak: { format: "npy" },
    quiescentDecoded: { format: "npy" },
    quiescentSmooth: { format: "npy" },
    quiescentPeak: { format: "npy" },
  },
  outputs: { replay: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.5, memory: 1e8, output: 2e4 }),
  run: new URL("./run.ts", import.meta.url),
});
