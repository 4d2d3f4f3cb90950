import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { bootstrapMean } from "../../../lib/stats/bootstrap.ts";
import { assertClose } from "../../support/assert_close.ts";

Deno.test("bootstrapMean() has no interval when there is one value", () => {
  assert.deepEqual(bootstrapMean([3], stream("b")), { mean: 3, low: null, high: null });
});

Deno.test("bootstrapMean() gives the same interval for the same stream", () => {
  const values = [1, 4, 2, 8, 5];
  assert.deepEqual(bootstrapMean(values, stream("b", 1)), bootstrapMean(values, stream("b", 1)));
});

Deno.test("bootstrapMean() comes near the normal interval when values are many", () => {
  const values = new Float64Array(400);
  stream("values").fillNormal(values);
  const { mean, low, high } = bootstrapMean(values, stream("b", 2));
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400;
  const half = 1.96 * Math.sqrt(spread / 400);
  // 10,000 resamples know a 2.5 % quantile to 0.027 deviations; three times that.
  assert.ok(low !== null && high !== null);
  assertClose([low, high], [mean - half, mean + half], { absolute: 0.08 * half });
});

Deno.test("bootstrapMean() covers the interval's share of two values exactly", () => {
  // Means of two draws from {0, 1} are 0, 1/2, 1 with 1/4, 1/2, 1/4: half of them is [1/4, 3/4] rounded out.
  const options = { level: 0.4, resamples: 1001 };
  assert.deepEqual(bootstrapMean([0, 1], stream("b", 3), options), {
    mean: 0.5,
    low: 0.5,
    high: 0.5,
  });
});

Deno.test("bootstrapMean() throws when there are no values", () => {
  assert.throws(() => bootstrapMean([], stream("b")), /no values/);
});
