import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { quantile } from "../../../lib/stats/quantile.ts";
import { hole, sortRadii } from "../../../lib/stats/ring.ts";
import { assertClose } from "../../support/assert_close.ts";

/** Points at these distances from the origin, in trajectories of so many steps. */
function at(radii: readonly number[], steps: number) {
  const data = Float64Array.from(
    radii.flatMap((radius, i) => [radius * Math.cos(i), radius * Math.sin(i)]),
  );
  return sortRadii({ shape: [radii.length / steps, steps, 2], data });
}

Deno.test("hole() is near 1 in a ring, 0.32 in a disc and not defined in a point", () => {
  const random = stream("test", "ring");
  const drawn = (of: (uniform: number) => number) =>
    Array.from({ length: 20_000 }, () => of(random.uniform()));
  assertClose([hole(at(drawn(() => 3), 10))], [1], { absolute: 1e-12 });
  // Distances in a disc are square roots: sqrt(0.05 / 0.5).
  assertClose([hole(at(drawn(Math.sqrt), 10))], [Math.sqrt(0.1)], { absolute: 0.01 });
  assert.equal(hole(at([0, 0, 0, 0], 2)), NaN);
});

Deno.test("hole() counts each trajectory as often as it was drawn", () => {
  const radii = [5, 1, 4, 2, 9, 3, 7, 8];
  const cloud = at(radii, 2);
  const expected = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    return quantile(sorted, 0.05) / quantile(sorted, 0.5);
  };
  const close = { relative: 1e-12 };
  assertClose([hole(cloud)], [expected(radii)], close);
  assertClose([hole(cloud, Float64Array.of(1, 1, 1, 1))], [expected(radii)], close);
  const twice = [5, 1, 9, 3, 9, 3, 7, 8];
  assertClose([hole(cloud, Float64Array.of(1, 0, 2, 1))], [expected(twice)], close);
  assertClose(
    [hole(cloud, Float64Array.of(0, 0, 0, 4))],
    [expected([7, 7, 7, 7, 8, 8, 8, 8])],
    close,
  );
});
