import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { circularWasserstein } from "../../../lib/stats/circular_wasserstein.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("beyond_distances");
const BIN = 2 * Math.PI / 720;

function distance(a: string, b: string): number {
  return circularWasserstein(flat(inputs[a]), flat(inputs[b]));
}

Deno.test("circularWasserstein() equals SciPy's cheapest assignment of the bearings", () => {
  assertClose([distance("bins_a", "bins_b")], flat(outputs.circle_bins), { absolute: 1e-12 });
  // Bearings anywhere in their bins: each is moved by half a bin at most.
  assertClose([distance("bearings_a", "bearings_b")], flat(outputs.circle), { absolute: BIN });
});

Deno.test("circularWasserstein() of turned bearings is the turn, the short way round", () => {
  const bearings = new Float64Array(2000);
  stream("test", "bearings").fillNormal(bearings);
  for (
    const [turn, least] of [[0.5, 0.5], [2.5, 2.5], [2 * Math.PI - 0.5, 0.5], [-0.5, 0.5]] as const
  ) {
    const narrow = bearings.map((bearing) => 0.1 * bearing + 2.5);
    const turned = narrow.map((bearing) => bearing + turn);
    assertClose([circularWasserstein(narrow, turned)], [least], { absolute: BIN });
  }
  assert.equal(circularWasserstein(bearings, bearings), 0);
});

Deno.test("circularWasserstein() of half a circle from a whole one is pi / 4", () => {
  // The half is spread over the circle, each bearing moving by 0 to pi / 2.
  const whole = Float64Array.from({ length: 7200 }, (_, i) => -Math.PI + (i + 0.5) * BIN / 10);
  const half = whole.map((bearing) => bearing / 2 + Math.PI / 2);
  assertClose([circularWasserstein(half, whole)], [Math.PI / 4], { absolute: BIN });
});

Deno.test("circularWasserstein() throws when there are no bearings", () => {
  assert.throws(() => circularWasserstein([], [1]), /Cannot compare no bearings/);
});
