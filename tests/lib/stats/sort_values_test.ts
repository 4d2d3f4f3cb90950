import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { sortValues } from "../../../lib/stats/sort_values.ts";

const normal = new Float64Array(10_000);
stream("test", "sort").fillNormal(normal);

for (
  const [name, values] of [
    ["normal", normal],
    ["in heaps", normal.map((value) => Math.round(value))],
    ["with a far outlier", normal.map((value, i) => i === 17 ? 1e300 : value)],
    ["that are all but one equal", normal.map((_, i) => i === 17 ? 1 : 2)],
    ["all equal", new Float64Array(100).fill(-0.1)],
    ["subnormal", normal.map((value) => value * 1e-310)],
    ["over the whole range of numbers", normal.map((value) => value * 4e307)],
    ["infinite", Float64Array.of(3, Infinity, -Infinity, 1, 5, 2, 0, -1, 9, 8)],
    ["few", Float64Array.of(2, 1)],
    ["none", new Float64Array(0)],
  ] as const
) {
  Deno.test(`sortValues() sorts values (${name}) and leaves the array as it was`, () => {
    const before = values.slice();
    assert.deepEqual(sortValues(values), values.toSorted());
    assert.deepEqual(values, before);
  });
}
