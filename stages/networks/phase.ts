import { WeightMatrices } from "../../lib/networks/weights.ts";
import type { RunOnly } from "../../lib/networks/architecture.ts";
import { startEngine } from "../../lib/tensor/start_engine.ts";
import { scaleFluctuations } from "../../lib/training/fluctuations.ts";
import type { Noise } from "../../lib/training/noise.ts";
import { Rollout } from "../../lib/training/rollout.ts";
import type { Snapshot } from "../../lib/training/rollout.ts";
import { taskBatch } from "../../lib/training/task_batch.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { Starts } from "../configuration/parameters/starts.ts";
import type { Network } from "./network.ts";
import { readFirst } from "./read_first.ts";
import { readWeights } from "./read_weights.ts";
import { setPath } from "./set_path.ts";
import { drawStarts } from "./starts.ts";
import type { StartsOptions } from "./starts.ts";

/** A phase of a network: with its inputs, or offline. */
export interface PhaseParameters extends StartsOptions {
  readonly phase: "active" | "quiescent";
  readonly steps: number;
  readonly noise: Noise;
  readonly starts: Starts;
}

/** How a phase is run otherwise than the network was trained. */
export interface PhaseVariant {
  /** In the place of the network's architecture; it has the same weights. */
  readonly network: RunOnly;
  /** Factor on the deviations of the noise from its mean. */
  readonly fluctuations: number;
}

/**
 * Runs a phase of a network on the first trajectories of its evaluation set. The quiescent phase gets no
 * input; it starts like the active one unless its starts say otherwise. Yields the network after each step.
 */
export async function* runPhase(
  action: RunningAction<PhaseParameters, "weights" | "coordinates" | "updates", string>,
  { architecture, task, streams }: Network,
  { network, fluctuations }: PhaseVariant = { network: architecture, fluctuations: 1 },
): AsyncGenerator<Snapshot, void> {
  const { seed, phase, trajectories: count, steps, noise, set, starts } = action.parameters;
  if (phase === "active" && starts !== "own") {
    throw new Error(
      `Cannot run an active phase from "${starts}" starts: its inputs go with its own`,
    );
  }
  const engine = await startEngine(action.engine, action.warn);
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(await readWeights(action, "weights", architecture));
  const [own, updates] = await Promise.all([
    readFirst(action, "coordinates", count),
    readFirst(action, "updates", count),
  ]);
  const all = updates.shape[1]!; // readFirst checks that there are three extents
  if (phase === "active" && steps > all) {
    throw new Error(`Cannot run ${steps} active steps: the trajectories have ${all}`);
  }
  const coordinates = starts === "own" ? own : drawStarts(starts, action.parameters);
  const noisePath = [streams, seed, phase, ...setPath(set), "noise"];
  const batch = taskBatch(task, { count, steps: all, coordinates, updates }, noise, noisePath);
  const { inputs, ...others } = batch;
  const quiescent = {
    ...others,
    noise(t: number, out: Float32Array): void {
      others.noise(t, out);
      if (fluctuations !== 1) scaleFluctuations(noise.law, fluctuations, out);
    },
  };
  const rollout = new Rollout(engine, network, weights, count);
  const drive = phase === "active" ? { ...quiescent, inputs } : quiescent;
  for (const snapshot of rollout.run(drive, steps, noise.sigma)) {
    yield snapshot;
    await action.progress({ done: snapshot.step + 1, total: steps, unit: "steps" });
  }
}
