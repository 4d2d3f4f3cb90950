import assert from "node:assert/strict";
import { at, flat, golden, shapeOf } from "./golden.ts";

Deno.test("golden() puts arrays in the place of .npy references", () => {
  const { inputs, outputs, notes } = golden("gru_small");
  assert.ok(Array.isArray(notes));
  assert.deepEqual(shapeOf(inputs.noise_rec), [8, 20, 32]);
  assert.equal(flat(inputs.noise_rec).length, 8 * 20 * 32);
  assert.deepEqual(shapeOf(at(outputs, "float64", "hidden")), [8, 20, 32]);
});

Deno.test("golden(), shapeOf() and flat() agree with the table of arrays of every case", () => {
  const folder = new URL("../golden/", import.meta.url);
  let arrays = 0;
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".json")) continue;
    const table = JSON.parse(Deno.readTextFileSync(new URL(name, folder))).arrays;
    const tree = golden(name.slice(0, -".json".length));
    for (const [path, wanted] of Object.entries(table)) {
      const array = find(tree, path);
      // The table's entries are described in golden/README.md.
      const { shape } = wanted as { shape: number[] };
      assert.deepEqual(shapeOf(array), shape, `${name}: ${path}`);
      assert.equal(flat(array).length, shape.reduce((a, b) => a * b, 1));
      arrays++;
    }
  }
  assert.ok(arrays > 300, `${arrays}`);
});

Deno.test("at() says which key is missing", () => {
  assert.equal(at({ a: [{ b: 1 }] }, "a", 0, "b"), 1);
  assert.throws(() => at({ a: {} }, "a", "b", "c"), {
    message: 'Cannot find "a.b.c" in the golden case: no "b"',
  });
});

Deno.test("flat() flattens lists, booleans and arrays, and refuses the rest", () => {
  assert.deepEqual(flat([[1, 2], [3, 4]]), Float64Array.of(1, 2, 3, 4));
  assert.deepEqual(flat([true, false]), Float64Array.of(1, 0));
  assert.deepEqual(flat(5), Float64Array.of(5));
  assert.deepEqual(flat({ shape: [2], data: Float32Array.of(1, 2) }), Float64Array.of(1, 2));
  assert.throws(() => flat([1, null]), /Cannot flatten null/);
});

/** The entry at a path joined with dots, where keys may hold dots themselves. */
function find(tree: object, path: string): unknown {
  for (const [key, value] of Object.entries(tree)) {
    if (path === key) return value;
    if (path.startsWith(`${key}.`)) return find(value, path.slice(key.length + 1));
  }
  throw new Error(`No "${path}"`);
}
