import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { resampledErrors, resampledIntervals } from "../../../lib/stats/resampled_error.ts";
import { mean, standardError } from "../../../lib/stats/summary.ts";
import { assertClose } from "../../support/assert_close.ts";

const weighted = (values: readonly number[], drawn: Float64Array): number =>
  values.reduce((sum, value, i) => sum + value * drawn[i]!, 0) / values.length;

Deno.test("resampledErrors() of a mean comes to its standard error", () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
  const [found] = resampledErrors(
    [values.length],
    stream("test"),
    (drawn) => [weighted(values, drawn!)],
  );
  // 200 resamples know their SD to 5 %; three times that. They lack a factor sqrt((n - 1) / n).
  assertClose([found!], [standardError(values) * Math.sqrt(11 / 12)], { relative: 0.15 });
});

Deno.test("resampledErrors() draws as many trajectories of each set as it has, by itself", () => {
  const seen: number[][] = [];
  const errors = resampledErrors([3, 5], stream("test"), (a, b) => {
    seen.push([...a!], [...b!]);
    return [1, a![0]!, a![0]! - b![0]!];
  });
  assert.equal(seen.length, 400);
  assert.ok(seen.every((drawn, i) => mean(drawn) === 1 && drawn.length === (i % 2 === 0 ? 3 : 5)));
  const [none, own, both] = errors as [number, number, number];
  assert.equal(none, 0);
  assert.ok(both > own, "independent draws add their variances");
});

Deno.test("resampledErrors() has no error where a statistic is not finite", () => {
  assert.deepEqual(resampledErrors([2], stream("test"), () => [NaN]), [NaN]);
  assert.deepEqual(resampledErrors([2], stream("test"), () => [Infinity]), [NaN]);
});

Deno.test("resampledIntervals() holds the middle 95 % of the resamples, and nothing that is not finite", () => {
  const values = Array.from({ length: 400 }, (_, i) => Math.sin(i));
  const [found, none] = resampledIntervals(values.length, stream("test"), (drawn) => [
    weighted(values, drawn),
    1 / Math.min(...drawn),
  ]);
  const error = standardError(values), centre = mean(values);
  assertClose([found!.error], [error], { relative: 0.15 });
  // An end of 200 resamples is the 5th of them: within half an error.
  assertClose([found!.low, found!.high], [centre - 1.96 * error, centre + 1.96 * error], {
    absolute: error / 2,
  });
  assert.ok([none!.error, none!.low, none!.high].every(Number.isNaN));
});
