import assert from "node:assert/strict";
import {
  evenlySpaced,
  quiescentWindows,
  trajectoryWindow,
} from "../../../lib/stats/trajectory_window.ts";

const positions = { shape: [2, 3, 2], data: Float32Array.from({ length: 12 }, (_, i) => i) };

Deno.test("trajectoryWindow() takes the same steps of each trajectory", () => {
  const { shape, data } = trajectoryWindow(positions, { from: 1, to: 3 });
  assert.deepEqual(shape, [2, 2, 2]);
  assert.deepEqual([...data], [2, 3, 4, 5, 8, 9, 10, 11]);
});

Deno.test("trajectoryWindow() throws when steps are missing", () => {
  for (const window of [{ from: 2, to: 4 }, { from: 1, to: 1 }]) {
    assert.throws(() => trajectoryWindow(positions, window), /the trajectories have 3/);
  }
});

Deno.test("quiescentWindows() are the first steps and the second half", () => {
  assert.deepEqual(quiescentWindows(401, 100), {
    early: { from: 0, to: 100 },
    late: { from: 200, to: 401 },
  });
  assert.deepEqual(quiescentWindows(30, 100).early, { from: 0, to: 30 });
});

Deno.test("evenlySpaced() takes the middles of equal parts of each trajectory, or all", () => {
  const long = { shape: [2, 9], data: Float32Array.from({ length: 18 }, (_, i) => i) };
  assert.deepEqual(evenlySpaced(long, 3), {
    shape: [2, 3],
    data: Float32Array.of(1, 4, 7, 10, 13, 16),
  });
  assert.deepEqual([...evenlySpaced(positions, 1).data], [2, 3, 8, 9]);
  assert.equal(evenlySpaced(positions, 3).data, positions.data);
});
