import { encodeJson } from "../../../lib/files/json.ts";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { histogram } from "../../../lib/stats/histogram.ts";
import { totalVariation } from "../../../lib/stats/total_variation.ts";
import { startEngine } from "../../../lib/tensor/start_engine.ts";
import { Rollout } from "../../../lib/training/rollout.ts";
import { taskBatch } from "../../../lib/training/task_batch.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import { readWeights } from "../../../stages/networks/read_weights.ts";
import type { runOnTrack } from "./linear_track.ts";
import { TRACK, trackNetwork } from "./network.ts";

/** Of the track, to compare how often places are decoded. */
const BINS = 20;

export async function run(action: ActionOf<typeof runOnTrack>): Promise<void> {
  const { seed, noise, quiescentNoise, trajectories: n, steps, track } = action.parameters;
  const { architecture, task } = trackNetwork(action.parameters);
  const engine = await startEngine(action.engine, action.warn);
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(await readWeights(action, "weights", architecture));
  const rollout = new Rollout(engine, architecture, weights, n);

  const named = (name: string) => stream(TRACK, seed, "evaluation", name);
  const runs = task.draw(n, steps.active, named("starts"), named("moves"));
  const decoded = (phase: "active" | "quiescent", { law, sigma }: typeof noise): Float32Array => {
    const { inputs, ...offline } = taskBatch(task, runs, { law, sigma }, [TRACK, seed, phase]);
    const drive = phase === "active" ? { ...offline, inputs } : offline;
    const out = new Float32Array(n * steps[phase]);
    for (const { step, outputs } of rollout.run(drive, steps[phase], sigma)) {
      task.decode(outputs).forEach((x, i) => out[i * steps[phase] + step] = x);
    }
    return out;
  };
  const phases = {
    active: decoded("active", noise),
    quiescent: decoded("quiescent", quiescentNoise),
  };
  const truth = runs.coordinates.data.filter((_, at) => at % (steps.active + 1) > 0); // not the starts
  await action.write("true", encodeNpy({ shape: [n, steps.active], data: truth }));
  for (const phase of ["active", "quiescent"] as const) {
    await action.write(phase, encodeNpy({ shape: [n, steps[phase]], data: phases[phase] }));
  }
  await action.write(
    "measures",
    encodeJson({
      error: task.error(phases.active, truth).distance,
      speed: {
        active: meanStep(phases.active, steps.active) / track.timeStep,
        quiescent: meanStep(phases.quiescent, steps.quiescent) / track.timeStep,
      },
      overlap: overlapOf(phases.active, phases.quiescent, track.length),
    }),
  );
}

/** How far positions [n, steps] are apart from one step to the next, m; 0 of a single step. */
function meanStep(positions: Float32Array, steps: number): number {
  let sum = 0;
  positions.forEach((x, at) => sum += at % steps === 0 ? 0 : Math.abs(x - positions[at - 1]!));
  return sum / Math.max(1, positions.length - positions.length / steps);
}

/** The share of two distributions of positions that they have in common. */
function overlapOf(one: Float32Array, other: Float32Array, length: number): number {
  const [a, b] = [one, other].map((positions) =>
    histogram(positions, BINS, [-length / 2, length / 2]).counts
  );
  return 1 - totalVariation(a!, b!);
}
