import assert from "node:assert/strict";
import { gru } from "../../../lib/networks/gru.ts";
import { withMomentum } from "../../../lib/networks/momentum.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { type Drive, Rollout } from "../../../lib/training/rollout.ts";

const engine = await startWasmEngine();
const sizes = { inputs: 2, units: 11, outputs: 7 };
const count = 5;

const noisy: Drive = {
  initial: (out) => stream("momentum", "initial").fillUniform(out),
  noise: (t, out) => stream("momentum", "noise", t).fillUniform(out),
};

for (const cell of [vanilla, gru]) {
  Deno.test(`withMomentum() at lambda 1 is plain quiescence, bit for bit (${cell.name})`, () => {
    const architecture = cell(sizes, 0.2);
    const weights = new WeightMatrices(engine, architecture.shapes);
    weights.load(initialWeights(architecture.shapes, "momentum"));
    const plain = new Rollout(engine, architecture, weights, count);
    const damped = new Rollout(engine, withMomentum(architecture, 1), weights, count);
    const bits = (of: Rollout) =>
      Array.from(
        of.run(noisy, 60, 0.1),
        ({ states }) => [...new Uint32Array(states.slice().buffer)],
      );
    assert.deepEqual(bits(damped), bits(plain));
    assert.deepEqual(bits(damped), bits(plain)); // it starts at rest again
  });
}

Deno.test("withMomentum() adds what is left of the last step's velocity", () => {
  const architecture = vanilla(sizes, 0.2), lambda = 0.3;
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(initialWeights(architecture.shapes, "momentum"));
  const rollout = new Rollout(engine, withMomentum(architecture, lambda), weights, count);
  const states = Array.from(rollout.run(noisy, 8, 0.1), ({ states }) => [...states]);
  const recurrent = [...weights.get("w_rec.weight").data], H = sizes.units;
  const xi = new Float32Array(count * H);
  const velocity = (t: number, k: number) => t === 0 ? NaN : states[t]![k]! - states[t - 1]![k]!;
  for (let t = 2; t < 8; t++) {
    noisy.noise(t, xi);
    for (let n = 0; n < count; n++) {
      for (let i = 0; i < H; i++) {
        const r = states[t - 1]!.slice(n * H, (n + 1) * H), k = n * H + i;
        const sum = r.reduce((total, value, j) => total + recurrent[i * H + j]! * value, 0);
        const update = 0.2 * (-r[i]! + Math.max(sum, 0)) + 0.1 * xi[k]!;
        const expected = (1 - lambda) * velocity(t - 1, k) + update;
        assert.ok(Math.abs(velocity(t, k) - expected) < 1e-6, `step ${t}, entry ${k}`); // float32
      }
    }
  }
});

Deno.test("withMomentum() has the stationary variance of beyond.md E on a scalar", () => {
  const k = 0.05, lambda = 0.3, s = 0.1, units = 16, rows = 200, steps = 4000, from = 1000;
  const leak = vanilla({ inputs: 1, units, outputs: 1 }, k); // without weights Delta(r) is -k r
  const rollout = new Rollout(
    engine,
    withMomentum(leak, lambda),
    new WeightMatrices(engine, leak.shapes),
    rows,
  );
  const drive: Drive = {
    initial: (out) => out.fill(0),
    noise: (t, out) => stream("momentum", "scalar", t).fillNormal(out),
  };
  let squares = 0, points = 0;
  for (const { step, states } of rollout.run(drive, steps, s)) {
    if (step < from) continue;
    for (const r of states) squares += r * r;
    points += states.length;
  }
  // s^2 (2 - lambda) / (lambda k (4 - 2 lambda - k)); sampling: about 1 in 1000 of these points
  assert.ok(Math.abs(squares / points / 0.3383 - 1) < 0.01, `${squares / points}`);
});

Deno.test("withMomentum() refuses a share outside (0, 1]", () => {
  const architecture = vanilla(sizes, 0.2);
  for (const lambda of [0, -0.1, 1.1, NaN]) {
    assert.throws(
      () => withMomentum(architecture, lambda),
      /lambda is .*, expected 0 < lambda <= 1/,
    );
  }
});
