import assert from "node:assert/strict";
import { adaptingVanilla } from "../../../lib/networks/adaptation.ts";
import type { RunOnly } from "../../../lib/networks/architecture.ts";
import { gru } from "../../../lib/networks/gru.ts";
import { withMomentum } from "../../../lib/networks/momentum.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import type { Engine } from "../../../lib/tensor/engine.ts";
import { KernelEngine } from "../../../lib/tensor/kernel_engine.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { Rollout } from "../../../lib/training/rollout.ts";

const usual = await startWasmEngine();

const sizes = { inputs: 2, units: 70, outputs: 130 };
const networks: Readonly<Record<string, RunOnly>> = {
  vanilla: vanilla(sizes, 0.2),
  gru: gru(sizes, 0.2),
  adapting: adaptingVanilla(sizes, 0.2, { strength: 0.05, timeConstant: 8 }),
  momentum: withMomentum(gru(sizes, 0.2), 0.5),
};

/** Bits of states and outputs of an active and a quiescent run. */
function bitsOf(engine: Engine, network: RunOnly): Uint32Array[] {
  const weights = new WeightMatrices(engine, network.shapes);
  weights.load(initialWeights(network.shapes, "kernels"));
  const rollout = new Rollout(engine, network, weights, 7);
  const quiescent = {
    initial: (out: Float32Array) => stream("initial").fillUniform(out),
    noise: (t: number, out: Float32Array) => stream("noise", t).fillNormal(out),
  };
  const inputs = (t: number, out: Float32Array) => stream("inputs", t).fillUniform(out);
  return [{ ...quiescent, inputs }, quiescent].flatMap((drive) =>
    Array.from(
      rollout.run(drive, 40, 0.1),
      ({ states, outputs }) => new Uint32Array(Float32Array.of(...states, ...outputs).buffer),
    )
  );
}

for (const [name, network] of Object.entries(networks)) {
  Deno.test(`KernelEngine runs a network as the default engine does, to the bit (${name})`, () => {
    assert.deepEqual(bitsOf(new KernelEngine(), network), bitsOf(usual, network));
  });
}

Deno.test("KernelEngine multiplies by plain matrices and views of rows, and adds", () => {
  const engine = new KernelEngine();
  const left = engine.allocate(3, 2), right = engine.allocate(2, 2), out = engine.allocate(2, 2);
  left.data.set([9, 9, 1, 2, 3, 4]);
  right.data.set([5, 6, 7, 8]);
  engine.product(engine.rows(left, 1, 2), right, out);
  assert.deepEqual([...out.data], [19, 22, 43, 50]);
  engine.addProduct(engine.rows(left, 1, 2), engine.freeze(right, true), out);
  assert.deepEqual([...out.data], [36, 45, 82, 103]);
});

Deno.test("KernelEngine keeps matrices as its memory grows, and uses again what was given back", () => {
  const engine = new KernelEngine(), matrix = engine.allocate(300, 300);
  matrix.data.fill(2);
  const before = matrix.data;
  for (let i = 0; i < 100; i++) {
    const frozen = engine.freeze(matrix);
    frozen[Symbol.dispose]();
    frozen[Symbol.dispose](); // twice is once
  }
  assert.ok(matrix.data.buffer.byteLength < 1.5e6, "100 copies would be 36 MB");
  const [first, second] = [engine.freeze(matrix), engine.freeze(matrix)];
  matrix.data.fill(3);
  const out = engine.allocate(300, 300);
  engine.product(matrix, first, out);
  assert.equal(out.data[0], 300 * 6);
  engine.product(matrix, second, out);
  assert.equal(out.data[0], 300 * 6);
  assert.notEqual(matrix.data, before);
});

Deno.test("KernelEngine refuses shapes that do not fit, and to train", () => {
  const engine = new KernelEngine(), matrix = engine.allocate(2, 3);
  assert.throws(
    () => engine.product(matrix, matrix, matrix),
    /Cannot multiply \[2, 3\] by \[2, 3\] into \[2, 3\]/,
  );
  assert.throws(() => engine.transposedProducts(), /Cannot train on this engine/);
});
