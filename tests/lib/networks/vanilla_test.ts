import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices, type Weights } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { Backpropagation, type BatchSource } from "../../../lib/training/backpropagation.ts";
import { Rollout } from "../../../lib/training/rollout.ts";
import { at, flat, golden, type GoldenTree } from "../../golden.ts";

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
    const { architecture, weights, batch, sizes } = network(inputs);
    const { B, T, H, N, sigma } = sizes;
    const states = flat(at(outputs, "float64", "hidden"));
    const expected = flat(at(outputs, "float64", "outputs"));
    const outputNoise = optional(inputs, "noise_out", B * T * N);
    const sigmaOut = Number(inputs["sigma_out"]);
    const rollout = new Rollout(engine, architecture, weights, B);
    for (const shot of rollout.run(batch, T, sigma)) {
      for (let b = 0; b < B; b++) {
        // float32 against float64: README's 2e-6.
        for (let i = 0; i < H; i++) {
          const k = (b * T + shot.step) * H + i;
          near(shot.states[b * H + i]!, states[k]!, 2e-6, `state ${k}`);
        }
        for (let i = 0; i < N; i++) {
          const k = (b * T + shot.step) * N + i;
          const output = shot.outputs[b * N + i]! + sigmaOut * outputNoise[k]!;
          near(output, expected[k]!, 2e-6, `output ${k}`);
        }
      }
    }
  });
}

Deno.test("vanilla() without inputs equals zero inputs", () => {
  const { inputs } = golden("vanilla_rnn_quiescent");
  const { architecture, weights, batch, sizes: { B, T, sigma } } = network(inputs);
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
    const { architecture, weights, batch, sizes: { B, T, sigma } } = network(inputs);
    const backpropagation = new Backpropagation(engine, architecture, weights, B, T);
    // Twice: a batch must not depend on the one before.
    for (let round = 0; round < 2; round++) {
      const loss = backpropagation.run(batch, sigma);
      near(loss / Number(at(outputs, "float64", "loss")), 1, 1e-6, "loss");
    }
    const gradients = at(outputs, "float64", "gradients");
    assert.ok(gradients instanceof Object);
    for (const key of Object.keys(gradients)) {
      const found = backpropagation.gradients.get(`${key}.weight`).data;
      closeToLargest(found, flat(at(outputs, "float64", "gradients", key)), key);
    }
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
  const backpropagation = new Backpropagation(engine, architecture, weights, B, T);
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

/** A golden network; noise in the inputs is added to them, noise in the outputs taken off the targets. */
function network(inputs: GoldenTree) {
  const number = (key: string) => Number(inputs[key]);
  const B = number("batch"), T = number("sequence_length");
  const I = number("n_in"), H = number("n_rec"), N = number("n_out");
  const architecture = vanilla(
    { inputs: I, units: H, outputs: N },
    number("dt") / number("tau"),
  );
  const weights = new WeightMatrices(engine, architecture.shapes);
  const stored: Record<string, Weights[string]> = {};
  for (const { name, outputs, inputs: columns } of architecture.shapes) {
    // zero_state has no encoder: with zero initial activations any one does.
    const key = name.replace(".weight", "");
    const values = optional(at(inputs, "weights"), key, outputs * columns);
    stored[name] = { shape: [outputs, columns], data: Float32Array.from(values) };
  }
  weights.load(stored);
  const initial = optional(inputs, "init_activations", B * N);
  const x = plus(flat(inputs["x"]), number("sigma_in"), optional(inputs, "noise_in", B * T * I));
  const noise = flat(inputs["noise_rec"]);
  const targets = plus(
    optional(inputs, "targets", B * T * N),
    -number("sigma_out"),
    optional(inputs, "noise_out", B * T * N),
  );
  const step = (all: Float64Array, width: number) => (t: number, out: Float32Array) => {
    for (let b = 0; b < B; b++) {
      out.set(all.subarray((b * T + t) * width, (b * T + t + 1) * width), b * width);
    }
  };
  const batch: BatchSource = {
    initial: (out) => out.set(initial),
    inputs: step(x, I),
    noise: step(noise, H),
    targets: step(targets, N),
  };
  return { architecture, weights, batch, sizes: { B, T, H, N, sigma: number("sigma_rec") } };
}

/** The numbers under this key; zeros if there are none. */
function optional(tree: unknown, key: string, size: number): Float64Array {
  assert.ok(tree instanceof Object);
  return Object.hasOwn(tree, key) ? flat(at(tree, key)) : new Float64Array(size);
}

function plus(values: Float64Array, scale: number, noise: Float64Array): Float64Array {
  return values.map((value, k) => value + scale * noise[k]!);
}

function near(found: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, expected ${expected}`);
}

/** float32 against float64 (gradients): 1e-5 of the largest entry. */
function closeToLargest(found: Float32Array, expected: Float64Array, what: string): void {
  assert.equal(found.length, expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  found.forEach((value, k) => near(value, expected[k]!, 1e-5 * largest, `${what} ${k}`));
}
