import assert from "node:assert/strict";
import { adaptingVanilla } from "../../../lib/networks/adaptation.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { type Drive, Rollout } from "../../../lib/training/rollout.ts";

const engine = await startWasmEngine();
const sizes = { inputs: 2, units: 11, outputs: 7 }, alpha = 0.2, count = 5, H = sizes.units;
const { shapes } = vanilla(sizes, alpha);
const weights = new WeightMatrices(engine, shapes);
weights.load(initialWeights(shapes, "adaptation"));

const drive: Drive = {
  initial: (out) => stream("adaptation", "initial").fillUniform(out),
  inputs: (t, out) => stream("adaptation", "inputs", t).fillNormal(out),
  noise: (t, out) => stream("adaptation", "noise", t).fillUniform(out),
};

const run = (rollout: Rollout, steps: number, sigma: number) =>
  Array.from(rollout.run(drive, steps, sigma), ({ states }) => [...states]);

/** r_0 = E a for the initial activations a. */
function initialStates(): number[] {
  const activations = new Float32Array(count * sizes.outputs), N = sizes.outputs;
  drive.initial(activations);
  const encoder = weights.get("encoder.weight").data;
  return Array.from({ length: count * H }, (_, k) => {
    const [n, i] = [Math.floor(k / H), k % H];
    return activations.subarray(n * N, (n + 1) * N)
      .reduce((sum, value, j) => sum + encoder[i * N + j]! * value, 0);
  });
}

Deno.test("adaptingVanilla() without strength is the vanilla network, bit for bit", () => {
  const none = adaptingVanilla(sizes, alpha, { strength: 0, timeConstant: 8 });
  const plain = run(new Rollout(engine, vanilla(sizes, alpha), weights, count), 40, 0.1);
  assert.deepEqual(run(new Rollout(engine, none, weights, count), 40, 0.1), plain);
});

Deno.test("adaptingVanilla() takes the adaptation off the argument of the rectifier", () => {
  const strength = 0.4, timeConstant = 8, steps = 20, sigma = 0.1;
  const adapting = adaptingVanilla(sizes, alpha, { strength, timeConstant });
  const rollout = new Rollout(engine, adapting, weights, count);
  const states = [initialStates(), ...run(rollout, steps, sigma)];
  assert.deepEqual(run(rollout, steps, sigma), states.slice(1)); // it starts rested again
  const [recurrent, input] = ["w_rec.weight", "w_in.weight"].map((name) => weights.get(name).data);
  const a = new Float64Array(count * H), xi = new Float32Array(count * H);
  const u = new Float32Array(count * 2);
  for (let t = 0; t < steps; t++) {
    drive.noise(t, xi);
    drive.inputs!(t, u);
    for (let k = 0; k < count * H; k++) {
      const [n, i] = [Math.floor(k / H), k % H], r = states[t]!;
      let sum = -a[k]!;
      for (let j = 0; j < H; j++) sum += recurrent![i * H + j]! * r[n * H + j]!;
      for (let j = 0; j < 2; j++) sum += input![i * 2 + j]! * u[n * 2 + j]!;
      const h = Math.max(sum, 0);
      const expected = (1 - alpha) * r[k]! + alpha * h + sigma * xi[k]!;
      assert.ok(Math.abs(states[t + 1]![k]! - expected) < 2e-6, `step ${t}, entry ${k}`); // float32
      a[k] = (1 - 1 / timeConstant) * a[k]! + (strength / timeConstant) * h;
    }
  }
});

Deno.test("adaptingVanilla() divides a constant drive by 1 + b in the steady state", () => {
  // No recurrence, an input of 1 to the only unit: h + b h = 1, and r is h.
  const small = { inputs: 1, units: 1, outputs: 1 }, strength = 0.25;
  const one = { shape: [1, 1], data: Float32Array.of(1) };
  const zero = { shape: [1, 1], data: Float32Array.of(0) };
  const network = adaptingVanilla(small, alpha, { strength, timeConstant: 8 });
  const given = new WeightMatrices(engine, network.shapes);
  given.load({
    "encoder.weight": zero,
    "w_in.weight": one,
    "w_rec.weight": zero,
    "w_out.weight": one,
  });
  const constant: Drive = {
    initial: (out) => out.fill(0),
    inputs: (_t, out) => out.fill(1),
    noise: (_t, out) => out.fill(0),
  };
  const rollout = new Rollout(engine, network, given, 1);
  const last = [...rollout.run(constant, 300, 0)].at(-1)!;
  assert.ok(Math.abs(last.states[0]! - 1 / (1 + strength)) < 1e-5);
});

Deno.test("adaptingVanilla() refuses a negative strength and less than a step of time", () => {
  const make = (strength: number, timeConstant: number) => () =>
    adaptingVanilla(sizes, alpha, { strength, timeConstant });
  assert.throws(make(-0.1, 8), /Cannot run with adaptation of strength -0.1/);
  assert.throws(make(0.1, 0.5), /time constant 0.5: expected at least 0 and at least 1 step/);
});
