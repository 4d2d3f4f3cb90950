import assert from "node:assert/strict";
import fc from "fast-check";
import { stream } from "../../../lib/random/stream.ts";
import { Moments } from "../../../lib/stats/covariance.ts";
import { GaussianKde, SingularDataError } from "../../../lib/stats/gaussian_kde.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden, shapeOf } from "../../support/golden.ts";

// Here 8e-14 is reached; a density may leave out up to 1e-10 of itself where points are far apart.
const DENSITY = { relative: 1e-11, absolute: 1e-30 };

const cases = [
  ["gaussian_kde_1d", 1],
  ["gaussian_kde_2d", 2],
  ["gaussian_kde_big", 2],
  ["gaussian_kde_2d_float32_data", 2],
] as const;

for (const [name, dimensions] of cases) {
  Deno.test(`GaussianKde equals SciPy's (${name})`, () => {
    const { inputs, outputs } = golden(name);
    const data = flat(inputs.data);
    assert.deepEqual(shapeOf(outputs.covariance), [dimensions, dimensions]);
    const single = name === "gaussian_kde_2d_float32_data";
    const kde = new GaussianKde(single ? Float32Array.from(data) : data, dimensions);
    assertClose([kde.factor], flat(outputs.factor), { relative: 1e-14 });
    assertClose(kde.covariance, flat(outputs.covariance), { relative: 1e-12 });
    assertClose(inverse(kde.covariance), flat(outputs.inv_cov), { relative: 1e-11 });
    assertClose([kde.count], flat(outputs.neff), { relative: 1e-14 });
    assertClose(kde.evaluate(flat(inputs.points)), flat(outputs.pdf), DENSITY);
  });
}

function inverse(covariance: Float64Array): readonly number[] {
  const [xx = 0, xy = 0, , yy = 0] = covariance;
  if (covariance.length === 1) return [1 / xx];
  const determinant = xx * yy - xy * xy;
  return [yy / determinant, -xy / determinant, -xy / determinant, xx / determinant];
}

Deno.test("GaussianKde takes a factor on Scott's: the kernel is as much wider", () => {
  const { inputs } = golden("gaussian_kde_2d");
  const data = flat(inputs.data), points = flat(inputs.points);
  const [scott, half] = [new GaussianKde(data, 2), new GaussianKde(data, 2, 0.5)];
  assertClose([half.factor], [scott.factor / 2], { relative: 1e-15 });
  assertClose(half.covariance, scott.covariance.map((value) => value / 4), { relative: 1e-14 });
  const plain = Array.from(
    { length: points.length / 2 },
    (_, i) => plainDensity(data, half, points[2 * i]!, points[2 * i + 1]!),
  );
  assertClose(half.evaluate(points), plain, DENSITY);
});

Deno.test("GaussianKde.evaluateGrid() equals SciPy's on a grid", () => {
  const { inputs, outputs } = golden("gaussian_kde_2d");
  const axis = flat(inputs.grid_axis);
  const kde = new GaussianKde(flat(inputs.data), 2);
  assertClose(kde.evaluateGrid(axis, axis), flat(outputs.grid), DENSITY);
});

/** The sum over all points, without cells. */
function plainDensity(
  data: Float64Array,
  { covariance, count }: GaussianKde,
  x: number,
  y: number,
) {
  const [xx = 0, xy = 0, , yy = 0] = covariance;
  const determinant = xx * yy - xy * xy;
  let sum = 0;
  for (let i = 0; i < data.length; i += 2) {
    const dx = x - data[i]!, dy = y - data[i + 1]!;
    sum += Math.exp(-(yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (2 * determinant));
  }
  return sum / (count * 2 * Math.PI * Math.sqrt(determinant));
}

Deno.test("GaussianKde.evaluate() equals the direct sum near, between and far from clusters", () => {
  const clusters = fc.record({
    seed: fc.nat(1000),
    count: fc.integer({ min: 3, max: 4000 }),
    gap: fc.double({ min: 0, max: 300, noNaN: true }),
    scale: fc.constantFrom(1e-6, 1, 1e6),
  });
  fc.assert(
    fc.property(clusters, ({ seed, count, gap, scale }) => {
      const numbers = stream("test", "clusters", seed);
      const data = new Float64Array(2 * count);
      numbers.fillNormal(data);
      for (let i = 0; i < data.length; i += 2) {
        data[i] = scale * (data[i]! + gap * Math.floor(3 * numbers.uniform()));
        data[i + 1] = scale * (data[i + 1]! + 0.7 * data[i]! / scale + 5);
      }
      const kde = new GaussianKde(data, 2);
      const points = new Float64Array(2 * 8);
      for (let i = 0; i < points.length; i++) {
        points[i] = scale * (numbers.normal() * 3 + gap * numbers.uniform());
      }
      const plain = new Float64Array(8)
        .map((_, i) => plainDensity(data, kde, points[2 * i]!, points[2 * i + 1]!));
      // Beyond exp(-708) of the peak a density is 0. The direct sum's own form cancels in its exponent.
      const lowest = 1e-300 * plainDensity(data, kde, data[0]!, data[1]!);
      assertClose(kde.evaluate(points), plain, { relative: 1e-9, absolute: lowest });
    }),
    { seed: 6, numRuns: 60 },
  );
});

Deno.test("GaussianKde integrates to 1", () => {
  const data = new Float64Array(2 * 500);
  stream("test", "integral").fillNormal(data);
  const axis = new Float64Array(121).map((_, i) => -6 + i / 10);
  const density = new GaussianKde(data, 2).evaluateGrid(axis, axis);
  // The trapezoid rule is exact to rounding for smooth functions that vanish at the ends.
  assertClose([density.reduce((sum, value) => sum + value, 0) / 100], [1], { absolute: 1e-9 });
  const line = new GaussianKde(data, 1).evaluate(axis);
  assertClose([line.reduce((sum, value) => sum + value, 0) / 10], [1], { absolute: 1e-9 });
});

Deno.test("GaussianKde.evaluate() gives 0 very far away and NaN for NaN", () => {
  const kde = new GaussianKde(Float64Array.of(0, 0, 1, 2, 3, 1), 2);
  assert.deepEqual([...kde.evaluate(Float64Array.of(1e4, 0, 0, -1e300, NaN, 0))], [0, 0, NaN]);
});

Deno.test("GaussianKde.resample() draws points with the estimate's mean and covariance", () => {
  const data = new Float64Array(2 * 300);
  stream("test", "data").fillNormal(data);
  for (let i = 0; i < data.length; i += 2) data[i + 1]! += 2 * data[i]! + 3;
  const kde = new GaussianKde(data, 2);
  const of = new Moments(2), drawn = new Moments(2);
  of.add(data);
  drawn.add(kde.resample(40_000, stream("test", "draws")));
  // Drawing adds the kernel's covariance to the data's (divisor n). Four standard errors.
  const expected = of.covariance().map((value, i) => value * 299 / 300 + kde.covariance[i]!);
  const error = 4 * Math.sqrt(2 / 40_000);
  assertClose(drawn.covariance(), expected, { absolute: error * expected[3]! });
  assertClose(drawn.mean, of.mean, { absolute: 4 * Math.sqrt(expected[3]! / 40_000) });
});

Deno.test("GaussianKde.resample() notes the data that it draws around", () => {
  const data = Float64Array.of(0, 0, 1e3, 0, 0, 1e3, 1e3, 1e3);
  const kde = new GaussianKde(data, 2);
  const origins = new Uint32Array(50);
  const drawn = kde.resample(50, stream("test", "draws"), origins);
  assert.deepEqual(drawn, kde.resample(50, stream("test", "draws")));
  const deviation = Math.sqrt(kde.covariance[0]!);
  for (const [i, origin] of origins.entries()) {
    assert.ok(Math.abs(drawn[2 * i]! - data[2 * origin]!) < 5 * deviation);
  }
  assert.equal(new Set(origins).size, 4);
});

Deno.test("GaussianKde.shares() parts the densities among runs of the data", () => {
  const data = new Float64Array(2 * 30), points = new Float64Array(2 * 20);
  stream("test", "data").fillNormal(data);
  stream("test", "points").fillNormal(points);
  const kde = new GaussianKde(data, 2);
  const shares = kde.shares(points, 5);
  assert.equal(shares.length, 6);
  const sums = points.subarray(20).map((_, i) => shares.reduce((sum, own) => sum + own[i]!, 0));
  assertClose(sums, kde.evaluate(points), { relative: 1e-9 }); // of what evaluate() leaves out
  // Runs in another order have their shares in that order.
  const turned = Float64Array.from([...data.subarray(20), ...data.subarray(0, 20)]);
  const order = new GaussianKde(turned, 2).shares(points, 5);
  shares.forEach((own, i) => assertClose(order[(i + 4) % 6]!, own, { relative: 1e-9 }));
  // Where all data of a run are one point, any of them stand for it.
  const still = Float64Array.from(
    { length: 80 },
    (_, i) => points[i % 2 + 2 * Math.floor(i / 10)]!,
  );
  const [all, one] = [5, 1].map((most) => new GaussianKde(still, 2).shares(points, 5, most));
  all!.forEach((own, i) => assertClose(one![i]!, own, { relative: 1e-12 }));
  assert.throws(() => kde.shares(points, 7), /30 points are no runs of 7/);
});

Deno.test("GaussianKde throws when the data span too few dimensions", () => {
  assert.throws(() => new GaussianKde(Float64Array.of(1, 2, 2, 4, 3, 6), 2), SingularDataError);
  assert.throws(() => new GaussianKde(Float64Array.of(5, 5, 5), 1), /is singular, expected/);
  assert.throws(() => new GaussianKde(Float64Array.of(5, NaN, 5), 1), /is singular/);
  assert.throws(() => new GaussianKde(Float64Array.of(5), 1), /found 1 rows, expected 2/);
});
