import assert from "node:assert/strict";
import fc from "fast-check";
import { stream } from "../../../lib/random/stream.ts";
import { Moments } from "../../../lib/stats/covariance.ts";
import { assertClose } from "../../support/assert_close.ts";

function normals(count: number, ...name: (string | number)[]): Float64Array<ArrayBuffer> {
  const out = new Float64Array(count);
  stream("test", ...name).fillNormal(out);
  return out;
}

function momentsOf(rows: Float32Array | Float64Array, d: number): Moments {
  const moments = new Moments(d);
  moments.add(rows);
  return moments;
}

/** Two passes, straight from the definition. */
function plainCovariance(rows: Float32Array | Float64Array, d: number): Float64Array {
  const n = rows.length / d;
  const mean = new Float64Array(d);
  rows.forEach((value, i) => mean[i % d]! += value / n);
  return new Float64Array(d * d).map((_, at) => {
    const i = Math.floor(at / d), j = at % d;
    let sum = 0;
    for (let r = 0; r < n; r++) {
      sum += (rows[r * d + i]! - mean[i]!) * (rows[r * d + j]! - mean[j]!);
    }
    return sum / (n - 1);
  });
}

Deno.test("Moments equals the two-pass covariance when sizes are no multiples of a block", () => {
  const size = fc.tuple(fc.integer({ min: 2, max: 400 }), fc.integer({ min: 1, max: 11 }));
  fc.assert(
    fc.property(size, ([n, d]) => {
      const rows = normals(n * d, n, d).map((value, i) => value * (1 + i % d) + 10 * (i % d));
      // Off the diagonal a covariance may cancel: absolute, against variances of up to d^2.
      assertClose(momentsOf(rows, d).covariance(), plainCovariance(rows, d), { absolute: 1e-11 });
    }),
    { seed: 3, numRuns: 40 },
  );
});

Deno.test("Moments keeps its digits when the mean is a million deviations away", () => {
  // Multiples of 2^-10 below 2^23, so that the shift itself rounds nothing.
  const rows = normals(3000, "shift").map((value) => Math.round(value * 1024) / 1024);
  const shifted = rows.map((value) => value + 1e6);
  assertClose(momentsOf(shifted, 3).covariance(), momentsOf(rows, 3).covariance(), {
    absolute: 1e-9,
  });
});

Deno.test("Moments gives the same result when rows come in blocks or are merged", () => {
  const d = 7, rows = normals(1000 * d, "blocks");
  const whole = momentsOf(rows, d);
  const cut = 333 * d;
  const blocks = new Moments(d);
  blocks.add(rows.subarray(0, cut));
  blocks.add(rows.subarray(cut, cut));
  blocks.add(rows.subarray(cut));
  const merged = momentsOf(rows.subarray(0, cut), d);
  merged.merge(momentsOf(rows.subarray(cut), d));
  merged.merge(new Moments(d));
  const fromNothing = new Moments(d);
  fromNothing.merge(whole);
  for (const other of [blocks, merged, fromNothing]) {
    assert.equal(other.count, 1000);
    assertClose(other.mean, whole.mean, { absolute: 1e-15 });
    assertClose(other.covariance(), whole.covariance(), { absolute: 1e-14 });
  }
});

Deno.test("Moments takes float32 rows in double precision", () => {
  const rows = Float32Array.from(normals(500, "float32"));
  assert.deepEqual(
    momentsOf(rows, 5).covariance(),
    momentsOf(Float64Array.from(rows), 5).covariance(),
  );
});

Deno.test("Moments throws when rows or counts do not fit", () => {
  assert.throws(
    () => new Moments(3).add(new Float64Array(4)),
    /found 4 numbers, expected \[n, 3\]/,
  );
  assert.throws(() => new Moments(3).covariance(), /found 0 rows, expected 2/);
  assert.throws(() => new Moments(3).merge(new Moments(2)), /found 2 dimensions, expected 3/);
});
