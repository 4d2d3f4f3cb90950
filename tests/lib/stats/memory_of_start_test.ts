import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { bearingMemory, positionMemory } from "../../../lib/stats/memory_of_start.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("beyond_memory");

Deno.test("positionMemory() is R^2 of numpy.linalg.lstsq (beyond_memory)", () => {
  const starts = flat(inputs["starts"]);
  const found = [0, 1, 2].map((i) => positionMemory(starts, flat(at(inputs, "positions", i)))!);
  assertClose(found, flat(outputs["position_memory"]), { relative: 1e-12 });
});

Deno.test("bearingMemory() is |mean exp(i (theta_t - theta_0))| of NumPy (beyond_memory)", () => {
  const starts = flat(inputs["bearing_starts"]);
  const found = [0, 1, 2].map((i) => bearingMemory(starts, flat(at(inputs, "bearings", i))));
  assertClose(found, flat(outputs["bearing_memory"]), { relative: 1e-12 });
});

/** 4000 starts, with noise of their own size beside them. */
const starts = new Float64Array(8000), noise = new Float64Array(8000);
stream("test", "starts").fillNormal(starts);
stream("test", "noise").fillNormal(noise);

Deno.test("positionMemory() of a linear relation with noise is its share of the variance", () => {
  // A turn by a third of a right angle, less of y, moved: variance 1 + 0.25, beside 2 of the noise.
  const [c, s] = [Math.cos(0.5), Math.sin(0.5)];
  const positions = starts.map((_, i) => {
    const [x, y] = [starts[i - i % 2]!, starts[i - i % 2 + 1]! / 2];
    return 3 + (i % 2 === 0 ? c * x - s * y : s * x + c * y) + noise[i]!;
  });
  // Of 4000 trajectories R^2 has a standard error of about 0.008.
  assertClose([positionMemory(starts, positions)!], [1.25 / 3.25], { absolute: 0.03 });
});

Deno.test("positionMemory() is 1 where nothing is forgotten, near 0 where all is", () => {
  const turned = starts.map((_, i) => i % 2 === 0 ? starts[i + 1]! - 2 : -3 * starts[i - 1]!);
  assertClose([positionMemory(starts, turned)!], [1], { absolute: 1e-12 });
  assert.ok(positionMemory(starts, noise)! < 0.003); // 2 of 4000 degrees of freedom a coordinate
});

Deno.test("positionMemory() is undefined of starts on a line, and of one place", () => {
  const onLine = starts.map((_, i) => starts[i - i % 2]! * (1 + i % 2));
  assert.equal(positionMemory(onLine, noise), undefined);
  assert.equal(positionMemory(starts, noise.map(() => 0.25)), undefined);
});

Deno.test("bearingMemory() does not mind whole turns, nor one turn of all", () => {
  const bearings = noise.map((angle, i) => angle + 1.25 + 2 * Math.PI * (i % 3));
  assertClose([bearingMemory(noise, bearings)], [1], { absolute: 1e-12 });
  // Normal deviates of 1 rad leave exp(-1 / 2).
  const spread = noise.map((angle, i) => angle + starts[i]!);
  assertClose([bearingMemory(noise, spread)], [Math.exp(-0.5)], { absolute: 0.03 });
});

Deno.test("memory of other numbers of trajectories is refused", () => {
  assert.throws(() => positionMemory([0, 0], [0, 0, 1, 1]), /found 2 and 4 coordinates/);
  assert.throws(() => bearingMemory([0, 0], [0]), /found 2 and 1 bearings/);
});
