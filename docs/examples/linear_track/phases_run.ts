import { encodeJson } from "../../../lib/files/json.ts";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { histogram } from "../../../lib/stats/histogram.ts";
import { mean } from "../../../lib/stats/summary.ts";
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
  const active = decoded("active", noise), quiescent = decoded("quiescent", quiescentNoise);
  const truth = runs.coordinates.data.filter((_, at) => at % (steps.active + 1) > 0); // not the starts

  const shares = [active, quiescent].map((values) =>
    histogram(values, BINS, [-track.length / 2, track.length / 2])
      .counts.map((count) => count / values.length)
  );
  const speed = (values: Float32Array, length: number) =>
    mean(values.map((x, at) => at % length === 0 ? 0 : Math.abs(x - values[at - 1]!))) /
    ((length - 1) / length * track.timeStep);
  await action.write("true", encodeNpy({ shape: [n, steps.active], data: truth }));
  await action.write("active", encodeNpy({ shape: [n, steps.active], data: active }));
  await action.write("quiescent", encodeNpy({ shape: [n, steps.quiescent], data: quiescent }));
  await action.write(
    "measures",
    encodeJson({
      error: task.error(active, truth).distance,
      speed: {
        active: speed(active, steps.active),
        quiescent: speed(quiescent, steps.quiescent),
      },
      overlap: shares[0]!.reduce((sum, share, bin) => sum + Math.min(share, shares[1]![bin]!), 0),
    }),
  );
}
