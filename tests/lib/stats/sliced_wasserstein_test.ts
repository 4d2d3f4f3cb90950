import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import {
  type Directions,
  planeDirections,
  projectedQuantiles,
  randomDirections,
  slicedWasserstein,
} from "../../../lib/stats/sliced_wasserstein.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden, shapeOf } from "../../support/golden.ts";

const { inputs, outputs } = golden("beyond_distances");
const input = (name: string) => ({ shape: shapeOf(inputs[name]), data: flat(inputs[name]) });

function distances(a: string, b: string, directions: Directions): [number, number] {
  const [p, q] = [a, b].map((name) => projectedQuantiles(input(name), directions));
  return [slicedWasserstein(p!, q!, 1), slicedWasserstein(p!, q!, 2)];
}

for (
  const [name, a, b, directions] of [
    ["plane", "a", "b", planeDirections()],
    ["many", "many_a", "many_b", input("many_directions")],
  ] as const
) {
  Deno.test(`slicedWasserstein() equals numpy, and SciPy's distances of projections (${name})`, () => {
    const [sw1, sw2] = distances(a, b, directions);
    const { sw1: expected1, sw2: expected2, exact_w1 } = at(outputs, name) as Record<
      string,
      number
    >;
    assertClose([sw1, sw2], [expected1!, expected2!], { relative: 1e-12 });
    // SciPy's holds all of two small samples' steps, ours 1000 interpolated quantiles: 1 % apart at most.
    assertClose([sw1], [exact_w1!], { relative: 0.01 });
  });
}

Deno.test("slicedWasserstein() of points moved by 0.3 m in x is 0.3 / sqrt 2 and 0.6 / pi", () => {
  const data = new Float64Array(2 * 5000);
  stream("test", "shift").fillNormal(data);
  const moved = data.map((value, i) => value + (i % 2 === 0 ? 0.3 : 0));
  const [p, q] = [data, moved].map((points) =>
    projectedQuantiles({ shape: [50, 100, 2], data: points }, planeDirections())
  );
  assertClose([slicedWasserstein(p!, q!, 2)], [0.3 / Math.sqrt(2)], { absolute: 1e-12 });
  // The mean of |cos| over 64 middles of angles is 1e-4 of it too large.
  assertClose([slicedWasserstein(p!, q!, 1)], [0.6 / Math.PI], { absolute: 2e-5 });
  assert.equal(slicedWasserstein(p!, p!, 1), 0);
  assert.equal(slicedWasserstein(p!, p!, 2), 0);
});

Deno.test("projectedQuantiles() takes all points, in any order, and samples of any size", () => {
  const few = Float64Array.of(0, 0, 1, 2, 4, -3);
  const thrice = Float64Array.of(4, -3, ...few, 0, 0, 1, 2);
  const of = (data: Float64Array) =>
    projectedQuantiles({ shape: [data.length / 2, 2], data }, planeDirections(3));
  assert.deepEqual(of(few).shape, [3, 1000]);
  const shuffled = of(Float64Array.of(4, -3, 0, 0, 1, 2));
  assert.deepEqual(shuffled.data, of(few).data);
  assert.notDeepEqual(of(thrice).data, of(few).data);
});

Deno.test("randomDirections() are unit vectors, uniform on the sphere, of their stream", () => {
  const { shape, data } = randomDirections(stream("test", "directions"), 10, 2000);
  assert.deepEqual(shape, [2000, 10]);
  const mean = new Float64Array(10), square = new Float64Array(10);
  for (let l = 0; l < 2000; l++) {
    const direction = data.subarray(10 * l, 10 * l + 10);
    assertClose([Math.hypot(...direction)], [1], { absolute: 1e-14 });
    direction.forEach((value, d) => {
      mean[d]! += value / 2000;
      square[d]! += value * value / 2000;
    });
  }
  // Five standard errors: sqrt(1 / 10 / 2000) and about 0.13 / sqrt(2000).
  assertClose(mean, new Float64Array(10), { absolute: 0.036 });
  assertClose(square, new Float64Array(10).fill(0.1), { absolute: 0.015 });
  assert.deepEqual(randomDirections(stream("test", "directions"), 10, 2000).data, data);
});

Deno.test("sliced Wasserstein distances refuse no points, other dimensions and other directions", () => {
  const plane = planeDirections();
  const none = { shape: [0, 2], data: new Float64Array(0) };
  assert.throws(
    () => projectedQuantiles(none, plane),
    /found shape \[0, 2\], expected points in 2/,
  );
  const solid = { shape: [2, 3], data: new Float64Array(6) };
  assert.throws(() => projectedQuantiles(solid, plane), /found shape \[2, 3\]/);
  const p = projectedQuantiles(input("a"), plane);
  const q = projectedQuantiles(input("b"), planeDirections(8));
  assert.throws(() => slicedWasserstein(p, q, 1), /found 64 and 8 directions/);
});
