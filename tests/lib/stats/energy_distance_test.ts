import assert from "node:assert/strict";
import { type Stream, stream } from "../../../lib/random/stream.ts";
import {
  energyDistance,
  type EnergyTest,
  energyTest,
  Relabellings,
  TrajectorySample,
} from "../../../lib/stats/energy_distance.ts";
import type { TrajectoryArray } from "../../../lib/stats/extents.ts";
import { drawWalks, spatialTrajectories, walk } from "../../../lib/tasks/spatial.ts";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden, shapeOf } from "../../support/golden.ts";

const { inputs, outputs } = golden("beyond_distances");
/** The test, of trajectories of which nothing else is asked. */
function tested(a: TrajectoryArray, b: TrajectoryArray, random: Stream): EnergyTest {
  return energyTest(new TrajectorySample(a), new TrajectorySample(b), new Relabellings(random));
}

const random = () => stream("test", "permutations");

Deno.test("energyTest() equals numpy, without pairs of points of the same trajectory", () => {
  const [a, b] = ["trajectories_a", "trajectories_b"].map((name) => ({
    shape: shapeOf(inputs[name]),
    data: flat(inputs[name]),
  }));
  assertClose([tested(a!, b!, random()).energy], flat(outputs.energy), { relative: 1e-11 });
});

Deno.test("energyTest() equals scipy.stats.energy_distance, squared, of points of a line", () => {
  const [a, b] = ["line_a", "line_b"].map((name) => ({
    shape: [40, 1],
    data: flat(inputs[name]),
  }));
  assertClose([tested(a!, b!, random()).energy], flat(outputs.energy_line), {
    relative: 1e-10,
  });
});

Deno.test("energyTest() of N(0, 1) and N(1, 1) is 0.5418, and never that far by chance", () => {
  const sample = (name: string, mean: number) => {
    const data = new Float64Array(300 * 20);
    stream("test", "energy", name).fillNormal(data);
    return { shape: [300, 20], data: data.map((value) => value + mean) };
  };
  const { energy, p } = tested(sample("a", 0), sample("b", 1), random());
  // Two standard errors of 6000 points each.
  assertClose([energy], [0.5418], { absolute: 0.03 });
  assert.equal(p, 1 / 1001);
});

Deno.test("energyTest() finds 20 points of a long trajectory enough, evenly spaced", () => {
  const ramp = (steps: number, up: number) => ({
    shape: [3, steps],
    data: Float64Array.from({ length: 3 * steps }, (_, i) => (i % steps + 0.5) / steps + up),
  });
  const short = tested(ramp(20, 0), ramp(20, 5), random());
  const long = tested(ramp(1000, 0), ramp(1000, 5), random());
  assertClose([long.energy], [short.energy], { relative: 1e-3 });
});

Deno.test("energyTest() counts ties as chance, and gives the same bits for the same stream", () => {
  const same = { shape: [4, 2, 2], data: new Float64Array(16) };
  assert.deepEqual(tested(same, same, random()), { energy: 0, p: 1 });
  const data = Float64Array.from({ length: 24 }, (_, i) => Math.sin(i * i));
  const other = { shape: [6, 2, 2], data };
  assert.deepEqual(tested(same, other, random()), tested(same, other, random()));
  // Of two and two there are three partitions: one in three reaches the largest distance.
  const two = (...values: number[]) => ({ shape: [2, 1], data: Float64Array.from(values) });
  const { p } = tested(two(0, 0.1), two(7, 7.2), random());
  assertClose([p], [1 / 3], { absolute: 0.06 }); // four standard errors of 1000 draws
});

Deno.test("energyTest() of two true active sets is as small as chance says: p is uniform", () => {
  const walks = (pair: number, set: string) => {
    const streams = (name: string) => stream("test", "active", pair, set, name);
    const draws = drawWalks({ count: 20, steps: 20 }, defaultSpatialMotion, {
      starts: streams("starts"),
      moves: streams("moves"),
    });
    return spatialTrajectories(walk(draws, defaultSpatialMotion)).coordinates;
  };
  const found = Array.from(
    { length: 200 },
    (_, i) => tested(walks(i, "A"), walks(i, "A'"), stream("test", "active", i)).p,
  );
  const below = (limit: number) => found.filter((p) => p < limit).length / found.length;
  assertClose([below(0.05)], [0.05], { absolute: 0.04 });
  assertClose([below(0.5)], [0.5], { absolute: 0.1 }); // nearly three standard errors
});

Deno.test("energyTest() throws when a set has one trajectory, or others dimensions", () => {
  const of = (...shape: number[]) => ({
    shape,
    data: new Float64Array(shape.reduce((a, b) => a * b)),
  });
  assert.throws(() => tested(of(1, 3, 2), of(2, 3, 2), random()), /Cannot compare 1 trajectory/);
  assert.throws(() => tested(of(2, 3, 2), of(2, 3, 3), random()), /in 2 and 3 dimensions/);
});

Deno.test("energyDistance() is the distance of the test, also of unequally many trajectories", () => {
  const sample = (name: string, count: number, shift: number) => {
    const data = new Float64Array(count * 5 * 2);
    stream("energyDistance", name).fillNormal(data);
    return new TrajectorySample({ shape: [count, 5, 2], data: data.map((x) => x + shift) });
  };
  const [a, b] = [sample("a", 12, 0), sample("b", 7, 0.4)];
  assertClose([energyDistance(a, b)], [energyTest(a, b, new Relabellings(random())).energy], {
    relative: 1e-12,
  });
});
