import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { Backpropagation, type BatchSource } from "../../../lib/training/backpropagation.ts";
import { Rollout } from "../../../lib/training/rollout.ts";
import { flat, golden } from "../../support/golden.ts";
import {
  assertGradients,
  assertInitialState,
  assertRollout,
  closeToLargest,
  goldenNetwork,
  near,
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
  const B = 4, T = 12, I = 2, H = 10, N = 7, alpha = 0.3, sigma = 0.2;
  const architecture = vanilla({ inputs: I, units: H, outputs: N }, alpha);
  const initial = initialWeights(architecture.shapes, "autodiff");
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(initial);
  const draw = (size: number, ...path: (string | number)[]) => {
    const out = new Float32Array(size);
    stream("autodiff", ...path).fillNormal(out);
    return out;
  };
  const source: BatchSource = {
    initial: (out) => out.set(draw(B * N, "initial")),
    inputs: (t, out) => out.set(draw(B * I, "inputs", t)),
    noise: (t, out) => out.set(draw(B * H, "noise", t)),
    targets: (t, out) => out.set(draw(B * N, "targets", t)),
  };
  const backpropagation = new Backpropagation(engine, architecture, weights, {
    batchSize: B,
    steps: T,
  });
  const loss = backpropagation.run(source, sigma);

  await tf.setBackend("cpu");
  const names = architecture.shapes.map(({ name }) => name);
  const tensors = names.map((name) => {
    const { shape: [rows, cols], data } = initial[name]!;
    return tf.tensor2d(data, [rows!, cols!]);
  });
  const drawn = (size: number, ...path: (string | number)[]) =>
    tf.tensor2d(draw(B * size, ...path), [B, size]);
  const { value, grads } = tf.valueAndGrads((...variables: tf.Tensor[]) => {
    const [encoder, wIn, wRec, wOut] = variables;
    let r: tf.Tensor = tf.matMul(drawn(N, "initial"), encoder!, false, true);
    let total: tf.Tensor = tf.scalar(0);
    for (let t = 0; t < T; t++) {
      const sum = tf.add(
        tf.matMul(r, wRec!, false, true),
        tf.matMul(drawn(I, "inputs", t), wIn!, false, true),
      );
      r = tf.addN([
        tf.mul(r, 1 - alpha),
        tf.mul(tf.relu(sum), alpha),
        tf.mul(drawn(H, "noise", t), sigma),
      ]);
      const error = tf.sub(tf.matMul(r, wOut!, false, true), drawn(N, "targets", t));
      total = tf.add(total, tf.mean(tf.square(error)));
    }
    return tf.div(total, T);
  })(tensors);

  near(loss / value.dataSync()[0]!, 1, 1e-6, "loss");
  names.forEach((name, i) => {
    closeToLargest(
      backpropagation.gradients.get(name).data,
      Float64Array.from(grads[i]!.dataSync()),
      name,
    );
  });
  tf.disposeVariables();
  await tf.setBackend("wasm");
});
