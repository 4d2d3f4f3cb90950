import assert from "node:assert/strict";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { type Drive, Rollout } from "../../../lib/training/rollout.ts";

const engine = await startWasmEngine();
const architecture = vanilla({ inputs: 2, units: 9, outputs: 7 }, 0.2);
const count = 5;

function rollout(): Rollout {
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(initialWeights(architecture.shapes, "rollout"));
  return new Rollout(engine, architecture, weights, count);
}

const quiescent: Drive = {
  initial: (out) => stream("rollout", "initial").fillUniform(out),
  noise: (t, out) => stream("rollout", "noise", t).fillNormal(out),
};

function run(of: Rollout, drive: Drive, steps: number, sigma: number) {
  return Array.from(of.run(drive, steps, sigma), ({ step, states, outputs }) => ({
    step,
    states: [...states],
    outputs: [...outputs],
  }));
}

Deno.test("Rollout.run() gives the same numbers again, and longer runs begin with shorter ones", () => {
  const one = rollout();
  const long = run(one, quiescent, 40, 0.1);
  assert.deepEqual(run(one, quiescent, 15, 0.1), long.slice(0, 15));
  assert.deepEqual(long.map(({ step }) => step), Array.from({ length: 40 }, (_, t) => t));
});

Deno.test("Rollout.run() does not let trajectories see each other", () => {
  const changed: Drive = {
    ...quiescent,
    noise(t, out) {
      quiescent.noise(t, out);
      out.fill(3, 0, 9);
    },
  };
  const before = run(rollout(), quiescent, 10, 0.1), after = run(rollout(), changed, 10, 0.1);
  before.forEach(({ states }, t) => {
    assert.deepEqual(after[t]!.states.slice(9), states.slice(9));
    assert.notDeepEqual(after[t]!.states.slice(0, 9), states.slice(0, 9));
  });
});

Deno.test("Rollout.run() decays towards rest when there is neither input nor noise", () => {
  const steps = run(rollout(), quiescent, 2000, 0);
  // Initial weights are U(+-1/sqrt(H)): their spectral radius, about 0.58, leaves only fading.
  assert.ok(steps[200]!.states.every((state) => Math.abs(state) < 1e-3));
  // Never denormal: that would be slow.
  assert.ok(steps.every(({ states }) => states.every((r) => r === 0 || Math.abs(r) > 2 ** -126)));
  assert.ok(steps[1999]!.states.every((state) => state === 0));
});

Deno.test("Rollout.run() takes up the weights at its start", () => {
  const weights = new WeightMatrices(engine, architecture.shapes);
  const one = new Rollout(engine, architecture, weights, count);
  assert.ok(run(one, quiescent, 1, 0)[0]!.outputs.every((output) => output === 0));
  weights.load(initialWeights(architecture.shapes, "rollout"));
  assert.deepEqual(run(one, quiescent, 3, 0.1), run(rollout(), quiescent, 3, 0.1));
});
