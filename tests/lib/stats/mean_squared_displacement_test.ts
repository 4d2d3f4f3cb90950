import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { displacementExponent, fitLags } from "../../../lib/stats/displacement_exponent.ts";
import {
  meanSquaredDisplacements,
  sameSteps,
  unwrap,
} from "../../../lib/stats/mean_squared_displacement.ts";
import {
  drawHeadings,
  headDirectionTrajectories,
  walkHeadings,
} from "../../../lib/tasks/head_direction.ts";
import { drawWalks, walk } from "../../../lib/tasks/spatial.ts";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("beyond_replay");
const walks = { shape: [5, 120, 2], data: flat(inputs.walks) };
const bearings = { shape: [4, 60], data: flat(inputs.bearings) };
const RANGES = [{ from: 1, to: 10 }, { from: 5, to: 25 }, { from: 10, to: 50 }];
const MAIN = { from: 5, to: 25 };

Deno.test("meanSquaredDisplacements() equals NumPy's, with and without the mean displacement", () => {
  const { squared, detrended } = meanSquaredDisplacements(
    walks,
    sameSteps(5, { from: 0, to: 120 }),
    50,
  );
  assertClose(squared, flat(outputs.squared), { relative: 1e-12 });
  // Differences of numbers up to ten times as large.
  assertClose(detrended, flat(outputs.detrended), { relative: 1e-11 });
});

Deno.test("displacementExponent() equals NumPy's polyfit, of lags that are not too long", () => {
  assert.deepEqual(RANGES.flatMap(fitLags), [...flat(outputs.lags)]);
  const exponents = (squared: Float64Array) =>
    RANGES.map((range) => displacementExponent(squared, range, 30)!);
  assertClose(exponents(flat(outputs.squared)), flat(outputs.exponents), { relative: 1e-10 });
  const detrended = exponents(flat(outputs.detrended));
  assertClose(detrended, flat(outputs.detrended_exponents), { relative: 1e-10 });
});

Deno.test("displacementExponent() has none where too few lags are short enough, or nothing moves", () => {
  const squared = flat(outputs.squared);
  assert.equal(displacementExponent(squared, MAIN, 6), undefined); // 5 and 6 alone
  assert.equal(typeof displacementExponent(squared, MAIN, 7), "number");
  assert.equal(displacementExponent(squared.subarray(0, 6), MAIN, 25), undefined);
  assert.equal(displacementExponent(new Float64Array(50), MAIN, 25), undefined);
  assert.equal(displacementExponent(new Float64Array(50).fill(NaN), MAIN, 25), undefined);
});

Deno.test("unwrap() turns on as numpy.unwrap does", () => {
  assertClose(unwrap(bearings).data, flat(outputs.unwrapped), { absolute: 1e-12 });
  const { squared } = meanSquaredDisplacements(
    unwrap(bearings),
    sameSteps(4, { from: 0, to: 60 }),
    20,
  );
  assertClose(squared, flat(outputs.turned), { relative: 1e-11 });
});

Deno.test("meanSquaredDisplacements() pairs no points of different runs", () => {
  const data = Float64Array.of(0, 1, 100, 101, 103, 7, 7, 7, 9, 9);
  const runs = [{ trajectory: 0, from: 0, to: 2 }, { trajectory: 0, from: 2, to: 5 }, {
    trajectory: 1,
    from: 1,
    to: 4,
  }];
  const { squared } = meanSquaredDisplacements({ shape: [2, 5], data }, runs, 3);
  assertClose(squared.subarray(0, 2), [(1 + 1 + 4 + 0 + 4) / 5, (9 + 4) / 2], { relative: 1e-15 });
  assert.equal(squared[2], NaN);
});

Deno.test("a free persistent walk's MSD and exponent are those of the formula", () => {
  const free = { ...defaultSpatialMotion, boxWidth: 1e4, boxHeight: 1e4 }; // walls are never near
  const streams = { starts: stream("free", "starts"), moves: stream("free", "moves") };
  const count = 2000, steps = 100;
  const { positions } = walk(drawWalks({ count, steps }, free, streams), free);
  const shape = [count, steps + 2, 2];
  const { squared } = meanSquaredDisplacements(
    { shape, data: positions },
    sameSteps(count, { from: 0, to: 102 }),
    50,
  );
  const known = Float64Array.from({ length: 50 }, (_, i) => persistent(i + 1));
  assertClose([1, 10, 25, 50].map((lag) => known[lag - 1]!), [0.0005, 0.04, 0.215, 0.711], {
    absolute: 6e-4, // as the specification rounds them
  });
  // 200,000 pairs, but 2000 walks that turn round within 38 steps: an error of a per cent or two.
  assertClose(squared, known, { relative: 0.04 });
  assertClose([displacementExponent(known, MAIN, 25)!], [1.87], { absolute: 0.005 });
  assertClose([displacementExponent(squared, MAIN, 25)!], [1.87], { absolute: 0.02 });
});

/** Of directions that keep rho of their cosine a step, and speeds of a Rayleigh distribution. */
function persistent(lag: number): number {
  const { turnSigma, timeStep, speedScale } = defaultSpatialMotion;
  const rho = Math.exp(-((turnSigma * timeStep) ** 2) / 2), step = (speedScale * timeStep) ** 2;
  let sum = 0;
  for (let j = 1; j < lag; j++) sum += (lag - j) * rho ** j;
  return 2 * step * lag + Math.PI * step * sum;
}

Deno.test("a random walk's exponent is 1", () => {
  const count = 2000, steps = 100;
  const data = new Float64Array(2 * count * steps);
  stream("random walk").fillNormal(data);
  for (let i = 0; i < data.length; i++) if (i % (2 * steps) >= 2) data[i]! += data[i - 2]!;
  const points = { shape: [count, steps, 2], data };
  const { squared } = meanSquaredDisplacements(
    points,
    sameSteps(count, { from: 0, to: steps }),
    25,
  );
  assertClose([displacementExponent(squared, MAIN, 25)!], [1], { absolute: 0.02 });
});

Deno.test("true bearings diffuse: an exponent of 1, of biased ones without their mean turning", () => {
  const motion = { timeStep: 0.02, turnSigma: 11.52 };
  const size = { count: 2000, steps: 100 };
  const found = (biased: boolean) => {
    const streams = { starts: stream("turning", "starts"), moves: stream("turning", "moves") };
    const draws = drawHeadings(size, { ...motion, biased }, streams);
    const { coordinates } = headDirectionTrajectories(walkHeadings(draws, { ...motion, biased }));
    const unwrapped = unwrap({ ...coordinates, shape: [size.count, size.steps + 1] });
    return meanSquaredDisplacements(
      unwrapped,
      sameSteps(size.count, { from: 0, to: size.steps + 1 }),
      25,
    );
  };
  const exponent = (squared: Float64Array) => displacementExponent(squared, MAIN, 25)!;
  assertClose([exponent(found(false).squared)], [1], { absolute: 0.02 });
  assertClose([exponent(found(true).detrended)], [1], { absolute: 0.02 });
  assert.ok(exponent(found(true).squared) > 1.8);
});
