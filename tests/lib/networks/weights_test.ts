import assert from "node:assert/strict";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { at, golden } from "../../support/golden.ts";

const engine = await startWasmEngine();
const layers = at(golden("init").outputs, "layers");
assert.ok(Array.isArray(layers));

for (const layer of layers) {
  const number = (key: string) => Number(at(layer, key));
  const inputs = number("fan_in"), rows = number("fan_out");
  Deno.test(`initialWeights() are distributed as PyTorch's (${rows} x ${inputs})`, () => {
    const count = number("matrices_drawn");
    const shapes = Array.from({ length: count }, (_, i) => ({
      name: `w${i}`,
      outputs: rows,
      inputs,
    }));
    const drawn = Object.values(initialWeights(shapes, "init", 7)).flatMap(({ data }) => [...data]);
    assert.equal(drawn.length, number("numbers_measured"));
    const mean = drawn.reduce((sum, w) => sum + w, 0) / drawn.length;
    const sd = Math.sqrt(drawn.reduce((sum, w) => sum + (w - mean) ** 2, 0) / drawn.length);
    const bound = Math.fround(number("bound"));
    assert.ok(drawn.every((w) => Math.abs(w) <= bound));
    // The file's own standard errors.
    assert.ok(Math.abs(mean) < number("three_standard_errors_of_mean"), `mean ${mean}`);
    assert.ok(
      Math.abs(sd - number("expected_std")) < number("three_standard_errors_of_std"),
      `sd ${sd}`,
    );
    const below = drawn.filter((w) => w < -bound / 2).length / drawn.length;
    // Four standard errors of a share of a quarter.
    assert.ok(Math.abs(below - 0.25) < 4 * Math.sqrt(0.1875 / drawn.length), `share ${below}`);
  });
}

Deno.test("initialWeights() depend on path and name alone, not on the other matrices", () => {
  const a = { name: "a", outputs: 3, inputs: 4 }, b = { name: "b", outputs: 3, inputs: 4 };
  const both = initialWeights([a, b], "seed", 1), one = initialWeights([b], "seed", 1);
  assert.deepEqual(both["b"], one["b"]);
  assert.notDeepEqual(both["a"]!.data, both["b"]!.data);
  assert.notDeepEqual(initialWeights([b], "seed", 2), one);
});

Deno.test("WeightMatrices.save() gives back what load() took, and later changes do not reach it", () => {
  const shapes = [{ name: "a", outputs: 2, inputs: 3 }, { name: "b", outputs: 1, inputs: 2 }];
  const weights = initialWeights(shapes, "x"), matrices = new WeightMatrices(engine, shapes);
  matrices.load(weights);
  const saved = matrices.save();
  matrices.get("a").data.fill(0);
  assert.deepEqual(saved, weights);
});

Deno.test("WeightMatrices.load() refuses other names and shapes", () => {
  const matrices = new WeightMatrices(engine, [{ name: "a", outputs: 2, inputs: 3 }]);
  const data = new Float32Array(6);
  assert.throws(
    () => matrices.load({ b: { shape: [2, 3], data } }),
    /Cannot load weights: found "b", expected "a"/,
  );
  assert.throws(
    () => matrices.load({ a: { shape: [3, 2], data } }),
    /Cannot load weights "a": shape is "\[3,2\]", expected \[2,3\]/,
  );
  assert.throws(() => matrices.get("c"), /Cannot find weights "c": there are "a"/);
});
