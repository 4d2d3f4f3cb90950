import * as tf from "@tensorflow/tfjs";
import { stream } from "../random/stream.ts";
import { startWasmEngine } from "../tensor/wasm_engine.ts";
import { Backpropagation } from "../training/backpropagation.ts";
import type { BatchSource } from "../training/backpropagation.ts";
import type { Architecture } from "./architecture.ts";
import { initialWeights, WeightMatrices } from "./weights.ts";
import type { Weights } from "./weights.ts";

/** What a step of a cell is made from, as tensors with one row a trajectory. */
export interface TensorStep {
  /** r_t [B, H] */
  readonly previous: tf.Tensor;
  /** u_t [B, I] */
  readonly inputs: tf.Tensor;
  /** sigma xi_t [B, H] */
  readonly noise: tf.Tensor;
}

/**
 * A cell's forward step once more, in operations of TensorFlow.js: r_(t+1) [B, H].
 *
 * @param times x W^T, for a matrix x with one row a trajectory and the weights of a name
 */
export type TensorForward = (
  step: TensorStep,
  times: (x: tf.Tensor, name: string) => tf.Tensor,
) => tf.Tensor;

/** The sizes of a check, and what it lets pass. */
export interface GradientCheckOptions {
  /** B, trajectories; 4 */
  readonly batchSize?: number;
  /** T; 12 */
  readonly steps?: number;
  /** Factor on the noise; 0.2 */
  readonly sigma?: number;
  /** Of each gradient, as a share of its largest entry; 2e-6, what float32 rounds off in these sizes */
  readonly tolerance?: number;
}

/** How far a gradient is from TensorFlow.js's. */
export interface GradientDifference {
  /** Of the weights. */
  readonly name: string;
  /** The largest difference of an entry, as a share of the largest entry. */
  readonly difference: number;
}

/**
 * Checks a cell's hand-written back-propagation through time against the automatic differentiation of
 * TensorFlow.js: loss and every weight's gradient on a batch of normal random numbers. Throws an error that
 * names the weights whose gradient is wrong, or says that already the losses differ.
 *
 * @param forward what the cell's `step` is meant to compute
 * @returns the differences that were let pass, in the order of the architecture's shapes
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import * as tf from "@tensorflow/tfjs";
 * import { vanilla } from "./vanilla.ts";
 *
 * const alpha = 0.2;
 * const differences = await checkGradients(
 *   vanilla({ inputs: 2, units: 8, outputs: 5 }, alpha),
 *   ({ previous, inputs, noise }, times) => {
 *     const sum = tf.add(times(previous, "w_rec.weight"), times(inputs, "w_in.weight"));
 *     return tf.addN([tf.mul(previous, 1 - alpha), tf.mul(tf.relu(sum), alpha), noise]);
 *   },
 * );
 * assert.equal(differences.length, 4); // encoder, input, recurrent weights and decoder
 * ```
 */
export async function checkGradients(
  architecture: Architecture,
  forward: TensorForward,
  { batchSize = 4, steps = 12, sigma = 0.2, tolerance = 2e-6 }: GradientCheckOptions = {},
): Promise<readonly GradientDifference[]> {
  const sizes = { batchSize, steps, sigma };
  const weights = initialWeights(architecture.shapes, "gradient check", "weights");
  const found = await ourGradients(architecture, weights, sizes);
  const expected = await tensorGradients(architecture, weights, forward, sizes);
  if (!(Math.abs(found.loss - expected.loss) <= tolerance * expected.loss)) {
    throw new Error(
      `Cannot compare gradients: the loss is ${found.loss}, expected TensorFlow.js's ${expected.loss}; ` +
        `the cell's step and the forward function differ`,
    );
  }
  const compared = architecture.shapes.map(({ name, inputs }, i) =>
    compare(name, found.gradients[i]!, expected.gradients[i]!, inputs)
  );
  const wrong = compared.filter(({ difference }) => !(difference <= tolerance));
  if (wrong.length > 0) {
    throw new Error(
      `The back-propagation is wrong: of ${
        wrong.map(({ name }) => `"${name}"`).join(", ")
      } the gradient ` +
        `differs from TensorFlow.js's; ${wrong[0]!.entry}`,
    );
  }
  return compared.map(({ name, difference }) => ({ name, difference }));
}

type Sizes = Required<Pick<GradientCheckOptions, "batchSize" | "steps" | "sigma">>;

interface Gradients {
  readonly loss: number;
  /** In the order of the shapes. */
  readonly gradients: readonly Float32Array[];
}

async function ourGradients(
  architecture: Architecture,
  initial: Weights,
  { batchSize, steps, sigma }: Sizes,
): Promise<Gradients> {
  using engine = await startWasmEngine();
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(initial);
  const source: BatchSource = {
    initial: (out) => fill(out, "initial"),
    inputs: (t, out) => fill(out, "inputs", t),
    noise: (t, out) => fill(out, "noise", t),
    targets: (t, out) => fill(out, "targets", t),
  };
  const backpropagation = new Backpropagation(engine, architecture, weights, { batchSize, steps });
  const loss = backpropagation.run(source, sigma);
  const gradients = weights.names.map((name) => backpropagation.gradients.get(name).data.slice());
  return { loss, gradients };
}

/** The same on TensorFlow.js's plain backend, which is put back to what it was. */
async function tensorGradients(
  { shapes, encoder, decoder, sizes: { inputs, units, outputs } }: Architecture,
  weights: Weights,
  forward: TensorForward,
  { batchSize, steps, sigma }: Sizes,
): Promise<Gradients> {
  const before = tf.getBackend();
  await tf.setBackend("cpu");
  const drawn = (width: number, ...path: readonly (string | number)[]): tf.Tensor =>
    tf.tensor2d(fill(new Float32Array(batchSize * width), ...path), [batchSize, width]);
  const loss = (...variables: tf.Tensor[]): tf.Scalar => {
    const times = (x: tf.Tensor, name: string): tf.Tensor => {
      const at = shapes.findIndex((shape) => shape.name === name);
      if (at < 0) throw new Error(`Cannot find weights "${name}" of the architecture`);
      return tf.matMul(x, variables[at]!, false, true);
    };
    let state = times(drawn(outputs, "initial"), encoder);
    let total: tf.Tensor = tf.scalar(0);
    for (let t = 0; t < steps; t++) {
      const noise = tf.mul(drawn(units, "noise", t), sigma);
      state = forward({ previous: state, inputs: drawn(inputs, "inputs", t), noise }, times);
      const error = tf.sub(times(state, decoder), drawn(outputs, "targets", t));
      total = tf.add(total, tf.mean(tf.square(error)));
    }
    return tf.div(total, steps);
  };
  try {
    return tf.tidy(() => {
      const variables = shapes.map(({ name, outputs, inputs }) =>
        tf.tensor2d(weights[name]!.data, [outputs, inputs])
      );
      const { value, grads } = tf.valueAndGrads(loss)(variables);
      const gradients = grads.map((gradient) => Float32Array.from(gradient.dataSync()));
      return { loss: value.dataSync()[0]!, gradients };
    });
  } finally {
    if (before) await tf.setBackend(before);
  }
}

function fill(out: Float32Array, ...path: readonly (string | number)[]): Float32Array {
  stream("gradient check", ...path).fillNormal(out);
  return out;
}

function compare(name: string, found: Float32Array, expected: Float32Array, columns: number) {
  let largest = 0, worst = 0;
  for (let k = 0; k < expected.length; k++) {
    largest = Math.max(largest, Math.abs(expected[k]!));
    const isWorse =
      !(Math.abs(found[k]! - expected[k]!) <= Math.abs(found[worst]! - expected[worst]!));
    if (isWorse) worst = k;
  }
  const apart = Math.abs(found[worst]! - expected[worst]!);
  const place = `[${Math.floor(worst / columns)}, ${worst % columns}]`;
  return {
    name,
    difference: apart === 0 ? 0 : apart / largest,
    entry: `its entry ${place} is ${found[worst]}, expected ${expected[worst]}`,
  };
}
