import assert from "node:assert/strict";
import { preferredAngles } from "../../../lib/cells/head_direction_cells.ts";
import { smoothBearings, smoothPositions } from "../../../lib/decoding/smooth.ts";
import { topK } from "../../../lib/decoding/top_k.ts";
import { stream } from "../../../lib/random/stream.ts";
import { assertClose } from "../../support/assert_close.ts";

const centres = Float32Array.of(0, 0, 1, 0, 0, 2, 1, 2);

function position(...activations: readonly number[]): number[] {
  const values = Float32Array.from(activations);
  const winners = new Uint16Array(2);
  topK(values, { rows: 1, cells: 4, k: 2 }, winners);
  return [...smoothPositions(centres)(values, winners, 2)];
}

Deno.test("smoothPositions() weighs cells by what they have above half of the largest", () => {
  // Above 2: 4 by 2, 3 by 1, 2.5 by 0.5; the fourth is not.
  assertClose(position(4, 3, 2.5, 1), [1 / 3.5, 2 * 0.5 / 3.5], { relative: 6e-8 });
});

Deno.test("smoothPositions() of an activity that faded is the same to the bit", () => {
  const whole = [0.7, 0.6, 0.9, 0.1].map(Math.fround);
  assert.deepEqual(position(...whole), position(...whole.map((value) => value / 1024)));
});

Deno.test("smoothPositions() moves little when winners change places", () => {
  const before = position(1, 0.501, 0.2, 0.5), after = position(1, 0.5, 0.2, 0.501);
  assertClose(after, before, { absolute: 0.01 });
});

Deno.test("smoothPositions() gives the most active cell's centre where no mean is", () => {
  assert.deepEqual(position(-3, -1, -2, -4), [1, 0]);
  assert.deepEqual(position(0, 0, 0, 0), [0, 0]);
  assert.deepEqual(position(1, 5, Infinity, 2), [0, 2]);
});

Deno.test("smoothPositions() decodes rows one by one", () => {
  const rows = Float32Array.of(4, 3, 2.5, 1, 0, 0, 0, 1);
  const both = smoothPositions(centres)(rows, Uint16Array.of(0, 1, 3, 0), 2);
  assert.deepEqual([...both], [...position(4, 3, 2.5, 1), 1, 2]);
});

Deno.test("smoothBearings() finds the bearing that cells are tuned to, through the seam too", () => {
  const angles = preferredAngles(128);
  const bearings = Float32Array.from({ length: 50 }, (_, i) => -3.1 + 0.124 * i);
  const cells = angles.length;
  const activations = Float32Array.from(
    { length: bearings.length * cells },
    (_, i) => Math.exp(4 * (Math.cos(bearings[Math.floor(i / cells)]! - angles[i % cells]!) - 1)),
  );
  const winners = new Uint16Array(3 * bearings.length);
  topK(activations, { rows: bearings.length, cells, k: 3 }, winners);
  const found = smoothBearings(angles)(activations, winners, 3);
  const away = found.map((bearing, i) => Math.abs(Math.sin(bearing - bearings[i]!)));
  // -pi and pi are one direction with two cells, which draws nearby bearings to it by up to 0.02.
  assertClose(away, new Float32Array(50), { absolute: 0.02 });
});

Deno.test("smoothPositions() recovers a position from noisy place cells", () => {
  const cells = 256;
  const places = new Float32Array(2 * cells), noise = new Float32Array(cells);
  const random = stream("smooth test");
  random.fillUniform(places);
  random.fillNormal(noise);
  const activations = Float32Array.from({ length: cells }, (_, i) => {
    const x = places[2 * i]! - 0.5, y = places[2 * i + 1]! - 0.5;
    return Math.exp(-(x * x + y * y) / (2 * 0.15 ** 2)) + 0.05 * noise[i]!;
  });
  const winners = new Uint16Array(3);
  topK(activations, { rows: 1, cells, k: 3 }, winners);
  assertClose(smoothPositions(places)(activations, winners, 3), [0.5, 0.5], { absolute: 0.03 });
});
