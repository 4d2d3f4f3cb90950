import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { checkGradients } from "../../../lib/networks/check_gradients.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { Rollout } from "../../../lib/training/rollout.ts";
import { flat, golden } from "../../support/golden.ts";
import {
  assertGradients,
  assertInitialState,
  assertRollout,
  goldenNetwork,
} from "../../support/golden_network.ts";

const engine = await startWasmEngine();

const withGradients = [
  "tiny",
  "small",
  "all_noise",
  "head_direction_settings",
  "no_noise",
  "zero_state",
];

for (const name of [...withGradients, "quiescent"]) {
  Deno.test(`vanilla() gives the states and outputs of the released code (${name})`, () => {
    const { inputs, outputs } = golden(`vanilla_rnn_${name}`);
    const network = goldenNetwork(engine, vanilla, inputs);
    assertInitialState(engine, network, outputs);
    assertRollout(engine, network, inputs, outputs);
  });
}

Deno.test("vanilla() without inputs equals zero inputs", () => {
  const { inputs } = golden("vanilla_rnn_quiescent");
  const { architecture, weights, batch, sizes: { B, T, sigma } } = goldenNetwork(
    engine,
    vanilla,
    inputs,
  );
  const { inputs: _zero, ...quiescent } = batch;
  const run = (drive: Parameters<Rollout["run"]>[0]) =>
    Array.from(
      new Rollout(engine, architecture, weights, B).run(drive, T, sigma),
      ({ states }) => [...states],
    );
  assert.ok(flat(inputs["x"]).every((x) => x === 0));
  assert.deepEqual(run(quiescent), run(batch));
});

for (const name of withGradients) {
  Deno.test(`Backpropagation gives the loss and gradients of the released code (${name})`, () => {
    const { inputs, outputs } = golden(`vanilla_rnn_${name}`);
    assertGradients(engine, goldenNetwork(engine, vanilla, inputs), outputs);
  });
}

Deno.test("Backpropagation matches the automatic differentiation of TensorFlow.js", async () => {
  const alpha = 0.3;
  await checkGradients(
    vanilla({ inputs: 2, units: 10, outputs: 7 }, alpha),
    ({ previous, inputs, noise }, times) => {
      const sum = tf.add(times(previous, "w_rec.weight"), times(inputs, "w_in.weight"));
      return tf.addN([tf.mul(previous, 1 - alpha), tf.mul(tf.relu(sum), alpha), noise]);
    },
  );
});
