import assert from "node:assert/strict";
import fc from "fast-check";
import { topK } from "../../../lib/decoding/top_k.ts";
import { at, flat, golden } from "../../support/golden.ts";

function winners(activations: ArrayLike<number>, cells: number, k: number): Uint16Array {
  const values = Float32Array.from(activations);
  const out = new Uint16Array(values.length / cells * k);
  topK(values, { rows: values.length / cells, cells, k }, out);
  return out;
}

/** The plain definition: sort all, ties by index. */
function sortedWinners(row: readonly number[], k: number): number[] {
  const order = row.map((_, cell) => cell).sort((i, j) => row[j]! - row[i]! || i - j);
  return order.slice(0, k);
}

for (const name of ["decode_position", "decode_bearing"]) {
  const { inputs, outputs } = golden(name);
  const cells = name === "decode_position" ? 20 : 24;

  for (const kind of ["tuned", "gaussian_random", "all_negative", "ties_inside_the_top_k"]) {
    Deno.test(`topK() finds the reference's cells when activations are ${kind} (${name})`, () => {
      const found = winners(flat(at(inputs, "activations", kind)), cells, 3);
      const expected = flat(at(outputs, kind, "top_indices_sorted"));
      assert.equal(found.length, expected.length);
      for (let i = 0; i < found.length; i += 3) {
        assert.deepEqual([...found.slice(i, i + 3)].sort((a, b) => a - b), [
          ...expected.slice(i, i + 3),
        ]);
      }
    });
  }

  Deno.test(`topK() takes the lowest indices when cells tie for the last place (${name})`, () => {
    const found = winners(flat(at(inputs, "ambiguous_activations")), cells, 3);
    for (let row = 0; row < 4; row++) {
      const expected = [...flat(at(outputs, "ambiguous", row, "lowest_index_choice"))];
      const indices = [...found.slice(3 * row, 3 * row + 3)].sort((a, b) => a - b);
      assert.deepEqual(indices, expected);
    }
  });
}

Deno.test("topK() equals a full sort when rows have ties, signs and infinities", () => {
  const value = fc.constantFrom(-2, -1, -0.5, -0, 0, 0.25, 1, 3, Infinity);
  const row = fc.array(value, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(row, fc.integer({ min: 1, max: 5 }), (row, wanted) => {
      const k = Math.min(wanted, row.length);
      assert.deepEqual([...winners(row, row.length, k)], sortedWinners(row, k));
    }),
    { seed: 1 },
  );
});

Deno.test("topK() follows the cells when they are permuted and none tie", () => {
  const permuted = fc.uniqueArray(fc.float({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 3,
    maxLength: 60,
    comparator: (a, b) => a === b,
  }).chain((row) =>
    fc.tuple(
      fc.constant(row),
      fc.shuffledSubarray(row.map((_, i) => i), { minLength: row.length }),
    )
  );
  fc.assert(
    fc.property(permuted, ([row, order]) => {
      const before = winners(row, row.length, 3);
      const after = winners(order.map((cell) => row[cell]!), row.length, 3);
      assert.deepEqual([...after].map((place) => order[place]), [...before]);
    }),
    { seed: 2 },
  );
});

Deno.test("topK() reads and writes views of larger arrays in place", () => {
  const heap = Float32Array.of(9, 9, 1, 3, 2, 6, 5, 4, 9);
  const out = new Uint16Array(6).fill(77);
  topK(heap.subarray(2), { rows: 2, cells: 3, k: 2 }, out.subarray(1));
  assert.deepEqual([...out], [77, 1, 2, 0, 1, 77]);
});

Deno.test("topK() lets no NaN win when other activations suffice", () => {
  assert.deepEqual([...winners([NaN, 1, NaN, 2], 4, 2)], [3, 1]);
});

Deno.test("topK() throws when a row has too few numbers or sizes do not fit", () => {
  assert.throws(
    () => winners([1, 2, 3, NaN, NaN, 1], 3, 2),
    /Cannot rank row 1: found fewer than 2/,
  );
  assert.throws(() => winners([1, 2], 2, 3), /found k = 3, expected 1 to 2/);
  assert.throws(
    () => topK(new Float32Array(5), { rows: 2, cells: 3, k: 1 }, new Uint16Array(2)),
    /exceed the arrays/,
  );
});
