import assert from "node:assert/strict";
import { decodeJson } from "../../../lib/files/json.ts";
import { decodeSafetensors } from "../../../lib/files/safetensors.ts";
import { readTrainingTrace } from "../../../lib/results/training_trace.ts";
import { spatialVanilla } from "../../../stages/train/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { inputs, phase, silent } from "../../support/remembering_network.ts";
import { runModule } from "../../support/run_module.ts";

async function trained(batches: number, learningRate: number) {
  const { seed, network, cells, motion, noise } = phase("active");
  const adam = { learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  const { weights: initial, centres } = inputs(silent);
  const found = await runModule(spatialVanilla, {
    seed,
    network,
    cells,
    motion,
    noise,
    train: { batches, batchSize: 8, steps: 3, testEvery: 2, ...adam },
  }, { initial, centres });
  return {
    weights: decodeSafetensors(found.weights),
    history: decodeJson(found.history) as Record<"batches" | "loss" | "error", number[]>,
    trace: readTrainingTrace(found.trace),
  };
}

Deno.test("train run() moves a silent network's outputs by the learning rate, and nothing else", async () => {
  // Adam's first step is the learning rate, whatever the gradient's size. Of a network whose outputs
  // are all 0, the loss falls with each output weight, and no other weight has a gradient.
  const { weights } = await trained(1, 0.01);
  assertClose(weights["w_out.weight"]!.data as Float32Array, Array(16).fill(0.01), {
    relative: 1e-4,
  });
  const before = decodeSafetensors(silent.weights);
  for (const name of ["encoder.weight", "w_in.weight", "w_rec.weight"]) {
    assert.deepEqual(weights[name], before[name], name);
  }
});

Deno.test("train run() tests before the first batch, now and then, and at the end", async () => {
  const { weights, history, trace } = await trained(5, 0);
  assert.deepEqual(history.batches, [0, 2, 4, 5]);
  for (const curve of [history.loss, history.error]) {
    assert.deepEqual(curve, Array(4).fill(curve[0]), "one test batch, and nothing is learnt");
    assert.ok(curve[0]! > 0);
  }
  assert.deepEqual(weights, decodeSafetensors(silent.weights));
  assert.deepEqual(trace.map(({ batch }) => batch), [1, 2, 5]);
});
