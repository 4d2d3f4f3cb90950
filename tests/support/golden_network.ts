import assert from "node:assert/strict";
import type { Architecture, NetworkSizes } from "../../lib/networks/architecture.ts";
import { WeightMatrices, type Weights } from "../../lib/networks/weights.ts";
import type { Engine } from "../../lib/tensor/engine.ts";
import { Backpropagation, type BatchSource } from "../../lib/training/backpropagation.ts";
import { Rollout } from "../../lib/training/rollout.ts";
import { at, flat, type GoldenTree } from "./golden.ts";

/** A network of a golden case and the batch that it was run on. */
export interface GoldenNetwork {
  readonly architecture: Architecture;
  readonly weights: WeightMatrices;
  readonly batch: BatchSource;
  readonly sizes: { readonly B: number; readonly T: number; readonly sigma: number };
}

/** Noise in the inputs is added to them, noise in the outputs taken off the targets. */
export function goldenNetwork(
  engine: Engine,
  make: (sizes: NetworkSizes, alpha: number) => Architecture,
  inputs: GoldenTree,
): GoldenNetwork {
  const number = (key: string) => Number(inputs[key]);
  const B = number("batch"), T = number("sequence_length");
  const I = number("n_in"), H = number("n_rec"), N = number("n_out");
  const architecture = make({ inputs: I, units: H, outputs: N }, number("dt") / number("tau"));
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
  const step = (all: Float64Array, width: number) => {
    assert.equal(all.length, B * T * width);
    return (t: number, out: Float32Array) => {
      for (let b = 0; b < B; b++) {
        out.set(all.subarray((b * T + t) * width, (b * T + t + 1) * width), b * width);
      }
    };
  };
  const batch: BatchSource = {
    initial: (out) => out.set(initial),
    inputs: step(x, I),
    noise: step(noise, H),
    targets: step(targets, N),
  };
  return { architecture, weights, batch, sizes: { B, T, sigma: number("sigma_rec") } };
}

/** Compares a rollout with the case's states and outputs. */
export function assertRollout(
  engine: Engine,
  { architecture, weights, batch, sizes: { B, T, sigma } }: GoldenNetwork,
  inputs: GoldenTree,
  outputs: GoldenTree,
): void {
  const { units: H, outputs: N } = architecture.sizes;
  const states = flat(at(outputs, "float64", "hidden"));
  const expected = flat(at(outputs, "float64", "outputs"));
  const outputNoise = optional(inputs, "noise_out", B * T * N);
  const sigmaOut = Number(inputs["sigma_out"]);
  assert.deepEqual([states.length, expected.length], [B * T * H, B * T * N]);
  const rollout = new Rollout(engine, architecture, weights, B);
  let steps = 0;
  for (const shot of rollout.run(batch, T, sigma)) {
    assert.deepEqual([shot.step, shot.states.length, shot.outputs.length], [steps++, B * H, B * N]);
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
  assert.equal(steps, T);
}

/** Compares the state that a rollout starts from with the case's. */
export function assertInitialState(
  engine: Engine,
  { architecture, weights, batch, sizes: { B } }: GoldenNetwork,
  outputs: GoldenTree,
): void {
  const expected = optional(at(outputs, "float64"), "h0", B * architecture.sizes.units);
  // A cell that leaves the state as it was: the first that a rollout shows is then the initial one.
  const still: Architecture = {
    ...architecture,
    cell: (...given) => ({
      ...architecture.cell(...given),
      refresh: () => {},
      step: (_t, { previous, next }) => next.data.set(previous.data),
    }),
  };
  const [shot] = new Rollout(engine, still, weights, B).run(batch, 1, 0);
  assert.equal(shot!.states.length, expected.length);
  shot!.states.forEach((value, k) => near(value, expected[k]!, 2e-6, `initial state ${k}`));
}

/** Compares the loss and every gradient with the case's. */
export function assertGradients(
  engine: Engine,
  { architecture, weights, batch, sizes: { B, T, sigma } }: GoldenNetwork,
  outputs: GoldenTree,
): void {
  const backpropagation = new Backpropagation(engine, architecture, weights, {
    batchSize: B,
    steps: T,
  });
  // Twice: a batch must not depend on the one before.
  for (let round = 0; round < 2; round++) {
    const loss = backpropagation.run(batch, sigma);
    near(loss / Number(at(outputs, "float64", "loss")), 1, 1e-6, "loss");
  }
  const gradients = at(outputs, "float64", "gradients");
  assert.ok(gradients instanceof Object);
  // zero_state has no encoder, so no gradient of it.
  const matrices = architecture.shapes.map(({ name }) => name.replace(".weight", ""));
  const known = matrices.filter((name) => name !== "encoder" || "encoder" in gradients);
  assert.deepEqual(Object.keys(gradients).sort(), known.sort());
  for (const key of known) {
    const found = backpropagation.gradients.get(`${key}.weight`).data;
    closeToLargest(found, flat(at(gradients, key)), key);
  }
}

/** The numbers under this key; zeros if there are none. */
function optional(tree: unknown, key: string, size: number): Float64Array {
  assert.ok(tree instanceof Object);
  if (!Object.hasOwn(tree, key)) return new Float64Array(size);
  const numbers = flat(at(tree, key));
  assert.equal(numbers.length, size, key);
  return numbers;
}

function plus(values: Float64Array, scale: number, noise: Float64Array): Float64Array {
  return values.map((value, k) => value + scale * noise[k]!);
}

function near(found: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, expected ${expected}`);
}

/** float32 against float64 (gradients): 2e-6 of the largest entry. */
function closeToLargest(found: Float32Array, expected: Float64Array, what: string): void {
  assert.equal(found.length, expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  found.forEach((value, k) => near(value, expected[k]!, 2e-6 * largest, `${what} ${k}`));
}
