import assert from "node:assert/strict";
import { WeightMatrices } from "../../../lib/networks/weights.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { Adam, defaultAdam } from "../../../lib/training/adam.ts";
import { at, flat, golden } from "../../support/golden.ts";

const engine = await startWasmEngine();
const shapes = [{ name: "w", outputs: 2, inputs: 4 }];

function start() {
  const { inputs, outputs } = golden("adam");
  const weights = new WeightMatrices(engine, shapes);
  const gradients = new WeightMatrices(engine, shapes);
  weights.get("w").data.set(flat(inputs["parameter"]));
  const steps = flat(inputs["gradients"]);
  const adam = new Adam(weights, {
    ...defaultAdam,
    learningRate: Number(inputs["learning_rate"]),
  });
  const update = (step: number) => {
    gradients.get("w").data.set(steps.subarray(8 * step, 8 * step + 8));
    adam.update(gradients);
  };
  return { outputs, weights, adam, update };
}

Deno.test("Adam.update() matches torch.optim.Adam in float32", () => {
  const { outputs, weights, adam, update } = start();
  const expected = (key: string) => flat(at(outputs, "float32", key));
  const close = (found: Float32Array, key: string, step: number) => {
    const all = expected(key);
    assert.deepEqual([found.length, all.length], [8, 40]);
    found.forEach((value, k) => {
      const wanted = all[8 * step + k]!;
      // 3e-7 (README) of the parameter's order of 1; of a moment's largest value so far, since
      // gradients of both signs cancel in it.
      const size = key === "parameters"
        ? 1
        : Math.max(...Array.from({ length: step + 1 }, (_, s) => Math.abs(all[8 * s + k]!)));
      assert.ok(
        Math.abs(value - wanted) <= 3e-7 * size,
        `${key} ${k} at step ${step}: ${value}, expected ${wanted}`,
      );
    });
  };
  for (let step = 0; step < 5; step++) {
    update(step);
    const { first, second } = adam.save();
    close(weights.get("w").data, "parameters", step);
    close(first["w"]!.data, "first_moment", step);
    close(second["w"]!.data, "second_moment", step);
  }
});

Deno.test("Adam.restore() goes on as if nothing had happened", () => {
  const whole = start(), before = start(), after = start();
  for (let step = 0; step < 5; step++) whole.update(step);
  for (let step = 0; step < 2; step++) before.update(step);
  after.weights.load(before.weights.save());
  after.adam.restore(before.adam.save());
  for (let step = 2; step < 5; step++) after.update(step);
  assert.deepEqual(after.weights.save(), whole.weights.save());
  assert.deepEqual(after.adam.save(), whole.adam.save());
});
