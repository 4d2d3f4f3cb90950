import { WeightMatrices } from "../../lib/networks/weights.ts";
import type { UpdatedCondition } from "../../lib/results/updated_network.ts";
import { startEngine } from "../../lib/tensor/start_engine.ts";
import type { Noise } from "../../lib/training/noise.ts";
import { taskBatch } from "../../lib/training/task_batch.ts";
import type { ActiveNetwork } from "../../lib/update/active_network.ts";
import { DrivenNetwork } from "../../lib/update/driven_network.ts";
import { noiseMoments } from "../../lib/update/noise_moments.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { Network } from "../networks/network.ts";
import { readFirst } from "../networks/read_first.ts";
import { readWeights } from "../networks/read_weights.ts";

/** What the run modules of all kinds of networks are given. */
export interface LearnedUpdateParameters {
  readonly seed: number;
  readonly condition: UpdatedCondition;
  readonly network: { readonly alpha: number };
  readonly trajectories: number;
  readonly steps: number;
  readonly from: number;
  readonly places: number;
  readonly penalty: number;
  readonly kickAt: number;
  readonly kickLags: number;
  readonly gainTimes: number;
  readonly gainLags: number;
  readonly noise: Noise;
  readonly scale: Noise;
}

/** A network that is ready to be run. */
export interface Loaded {
  readonly active: ActiveNetwork;
  readonly weights: WeightMatrices;
  /** Name of D. */
  readonly decoder: string;
}

/** Makes the network on its active trajectories ready; throws if the steps that are asked for are too many. */
export async function loadActive(
  action: RunningAction<LearnedUpdateParameters, "weights" | "coordinates" | "updates", string>,
  { architecture, task, streams }: Network,
): Promise<Loaded> {
  const { seed, trajectories: count, steps, from, kickAt, kickLags, noise, scale } =
    action.parameters;
  const engine = await startEngine(action.engine, action.warn);
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(await readWeights(action, "weights", architecture));
  const [coordinates, updates] = await Promise.all([
    readFirst(action, "coordinates", count),
    readFirst(action, "updates", count),
  ]);
  const all = updates.shape[1]!; // readFirst checks that there are three extents
  if (Math.max(steps, kickAt + kickLags) > all) {
    throw new Error(
      `Cannot run ${steps} active steps and a kick at ${kickAt} followed for ${kickLags}: ` +
        `the trajectories have ${all} steps`,
    );
  }
  if (from >= steps) throw new Error(`Cannot start at step ${from}: expected less than ${steps}`);
  const path = [streams, seed, "update"];
  const trajectories = { count, steps: all, coordinates, updates };
  const active = {
    engine,
    network: new DrivenNetwork(engine, architecture, weights, count, noise.sigma),
    batch: taskBatch(task, trajectories, noise, [...path, "noise"]),
    cells: task.cells.count,
    from,
    steps,
    noise,
    scale: noiseMoments(scale),
    path,
  };
  return { active, weights, decoder: architecture.decoder };
}
