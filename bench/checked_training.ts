import type { NdArray } from "../lib/array.ts";
import type { z } from "zod";
import { stream } from "../lib/random/stream.ts";
import type { StreamPath } from "../lib/random/path_hash.ts";
import { readTrainingHistory } from "../lib/results/training_history.ts";
import { coordinatesAt, updatesAt } from "../lib/tasks/trajectories.ts";
import type { Trajectories } from "../lib/tasks/trajectories.ts";
import { fillNoise } from "../lib/training/noise.ts";
import type { Noise } from "../lib/training/noise.ts";
import type { Plan } from "../pipeline/plan/plan.ts";
import { readWeights } from "../stages/networks/read_weights.ts";
import type { train } from "../stages/train/stage.ts";
import { networkOf, openAction } from "./opened.ts";
import type { TextNetwork } from "./text_network.ts";

/** A test of a training: batches done before it, the loss in the cache and that of the text's network. */
export type CheckedTest = readonly [batches: number, ours: number, theirs: number];

/**
 * Trains the text's network from the same initial weights on the same batches, and tests it when ours was.
 *
 * @param name of an action whose stage is `train`
 * @param batches how many of its batches
 */
export async function* checkTraining(
  plan: Plan,
  name: string,
  text: TextNetwork,
  batches: number,
): AsyncGenerator<CheckedTest, void> {
  const action = openAction<z.output<typeof train.spatialVanilla.parameters>>(plan, name);
  const { seed, noise, network: { alpha, units }, train: { batchSize, steps, learningRate } } =
    action.parameters;
  const { network, cells } = await networkOf(plan, name);
  const initial = await readWeights(action, "initial", network.architecture);
  const { task, streams } = network;
  const sizes = { units, inputs: task.inputs, dimensions: task.cells.dimensions };
  const path = [streams, seed];
  const draw = (path: StreamPath, ...batch: number[]) =>
    task.draw(
      batchSize,
      steps,
      stream(...path, "starts", ...batch),
      stream(...path, "moves", ...batch),
    );
  const test = draw([...path, "test"]);
  const history = readTrainingHistory(await action.result("history"));

  await text.ask({ do: "load", alpha, sigma: noise.sigma, learningRate }, { ...initial, ...cells });
  for (let batch = 0; batch <= batches; batch++) {
    const tested = history.batches.indexOf(batch);
    if (tested >= 0) {
      const arrays = batchOf(test, noise, [...path, "test", "noise", batch], sizes);
      const { loss } = await text.ask<{ readonly loss: number }>({ do: "test" }, arrays);
      yield [batch, history.loss[tested]!, loss];
    }
    if (batch === batches) return;
    const drawn = draw([...path, "train"], batch);
    const noisePath = [...path, "train", "noise", batch];
    await text.ask({ do: "train" }, batchOf(drawn, noise, noisePath, sizes));
  }
}

interface Sizes {
  readonly units: number;
  readonly inputs: number;
  readonly dimensions: number;
}

/** A batch, time by time: places [T + 1, n, D], inputs [T, n, I], noise [T, n, H]. */
function batchOf(
  trajectories: Trajectories,
  noise: Noise,
  noisePath: StreamPath,
  { units, inputs: width, dimensions }: Sizes,
): Record<string, NdArray<Float32Array>> {
  const { count: n, steps } = trajectories;
  const array = (...shape: number[]): NdArray<Float32Array> => ({
    shape,
    data: new Float32Array(shape.reduce((size, extent) => size * extent)),
  });
  const at = ({ shape, data }: NdArray<Float32Array>, t: number) => {
    const size = data.length / shape[0]!; // it has rank 3
    return data.subarray(t * size, (t + 1) * size);
  };
  const places = array(steps + 1, n, dimensions), inputs = array(steps, n, width);
  const draws = array(steps, n, units);
  for (let t = 0; t <= steps; t++) coordinatesAt(trajectories, t, at(places, t));
  for (let t = 0; t < steps; t++) {
    updatesAt(trajectories, t, at(inputs, t));
    fillNoise(noise, stream(...noisePath, t), at(draws, t));
  }
  return { places, inputs, noise: draws };
}
