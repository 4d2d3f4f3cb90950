import type { StreamPath } from "../random/path_hash.ts";
import { stream } from "../random/stream.ts";
import type { Task } from "../tasks/task.ts";
import { coordinatesAt, type Trajectories, updatesAt } from "../tasks/trajectories.ts";
import type { BatchSource } from "./backpropagation.ts";
import { fillNoise, type Noise } from "./noise.ts";

/**
 * Trajectories of a task as a batch. The noise of step t is from the stream `noisePath`, t, one draw
 * after the other: trajectories in order, units of a trajectory in order.
 */
export function taskBatch(
  { cells }: Task,
  trajectories: Trajectories,
  noise: Noise,
  noisePath: StreamPath,
): BatchSource {
  const points = new Float32Array(trajectories.count * cells.dimensions);
  const activate = (time: number, out: Float32Array) =>
    cells.activate(coordinatesAt(trajectories, time, points), out);
  return {
    initial: (out) => activate(0, out),
    inputs: (t, out) => void updatesAt(trajectories, t, out),
    noise: (t, out) => fillNoise(noise, stream(...noisePath, t), out),
    targets: (t, out) => activate(t + 1, out),
  };
}
