import assert from "node:assert/strict";
import fc from "fast-check";
import { PlaceCells } from "../../../lib/cells/place_cells.ts";
import { stream } from "../../../lib/random/stream.ts";
import { foldAngle } from "../../../lib/stats/circular.ts";
import { drawWalks, spatialTrajectories, walk } from "../../../lib/tasks/spatial.ts";
import type { WalkDraws } from "../../../lib/tasks/spatial.ts";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import type { SpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../../../lib/tasks/spatial_task.ts";
import { coordinatesAt, updatesAt } from "../../../lib/tasks/trajectories.ts";
import { assertBatch } from "../../support/assert_batch.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden, shapeOf } from "../../support/golden.ts";

for (const name of ["unbiased", "biased", "walls", "walls_biased", "other_box"]) {
  Deno.test(`walk() matches the released code when the draws are given (${name})`, () => {
    const { inputs, outputs } = golden(`spatial_trajectories_${name}`);
    const given = draws(inputs), motion = motionOf(inputs);
    const { count, steps, positions, headings, updates } = walk(given, motion);
    assert.deepEqual([count, steps], [given.count, given.steps]);
    // Both in float64; cos and sin may differ in the last bit, and errors add up over the steps.
    const tolerance = { relative: 1e-12, absolute: 1e-12 };
    assertClose(positions, flat(outputs["position"]), tolerance);
    assertClose(headings, flat(outputs["heading_unwrapped"]), tolerance);
    assertClose(headings.map(foldAngle), flat(outputs["heading_wrapped"]), tolerance);
    // The reference has a last update, and step length, of 0.
    const made = withoutLast(flat(outputs["update"]), count, 2);
    assertClose(updates, made, tolerance);
    const lengths = Float64Array.from({ length: count * (steps + 1) }, (_, k) => {
      const at = 2 * (k + Math.floor(k / (steps + 1))); // positions have one more
      const drift = [0, 1].map((d) => motion.drift * (motion.anchor[d]! - positions[at + d]!));
      return Math.hypot(updates[2 * k]! - drift[0]!, updates[2 * k + 1]! - drift[1]!);
    });
    assertClose(lengths, withoutLast(flat(outputs["step_length"]), count, 1), tolerance);
  });

  Deno.test(`spatialTrajectories() gives what the network is shown (${name})`, () => {
    const { inputs, outputs } = golden(`spatial_trajectories_${name}`);
    const shown = spatialTrajectories(walk(draws(inputs), motionOf(inputs)));
    const { count, steps, coordinates, updates } = shown;
    assert.deepEqual([count, steps], [Number(inputs["batch"]), Number(inputs["sequence_length"])]);
    assert.deepEqual(coordinates.shape, [count, steps + 1, 2]);
    assert.deepEqual(updates.shape, [count, steps, 2]);
    const returned = (key: string) => flat(at(outputs, "returned", key));
    // float32: the README's 1e-6.
    assertClose(updates.data, returned("data"), { absolute: 1e-6 });
    const start = coordinatesAt(shown, 0, new Float32Array(2 * count));
    assertClose(start, returned("init_pos"), { absolute: 1e-6 });
    const targets = coordinates.data.filter((_, k) => k % (2 * (steps + 1)) >= 2);
    assertClose(targets, returned("target_pos"), { absolute: 1e-6 });
  });

  Deno.test(`taskBatch() gives the initial state and the targets of the released code (${name})`, () => {
    const { inputs, outputs } = golden(`spatial_trajectories_${name}`);
    const motion = motionOf(inputs), centres = inputs["place_cell_centres"];
    const cells = new PlaceCells(
      { shape: shapeOf(centres), data: Float32Array.from(flat(centres)) },
      { width: Number(inputs["place_cell_sigma"]), normalisation: "softmax" },
    );
    assertBatch(
      spatialTask(cells, motion, 3),
      spatialTrajectories(walk(draws(inputs), motion)),
      at(outputs, "returned"),
    );
  });
}

Deno.test("updatesAt() moves the coordinates of one time to those of the next", () => {
  const { starts, moves } = streams();
  const some = spatialTrajectories(
    walk(
      drawWalks({ count: 7, steps: 12 }, defaultSpatialMotion, { starts, moves }),
      defaultSpatialMotion,
    ),
  );
  const [before, update, after] = [14, 14, 14].map((n) => new Float32Array(n));
  for (let t = 0; t < 12; t++) {
    coordinatesAt(some, t, before!);
    updatesAt(some, t, update!);
    coordinatesAt(some, t + 1, after!);
    // Each float32 is rounded on its own.
    after!.forEach((value, k) => assert.ok(Math.abs(before![k]! + update![k]! - value) < 2e-7));
  }
});

Deno.test("drawWalks() shares the starts when only the motion differs", () => {
  const { starts, moves } = streams();
  const one = drawWalks({ count: 5, steps: 9 }, defaultSpatialMotion, { starts, moves });
  const two = drawWalks({ count: 5, steps: 20 }, defaultSpatialMotion, {
    starts: streams().starts,
    moves: stream("other"),
  });
  assert.deepEqual([one.x, one.y, one.heading], [two.x, two.y, two.heading]);
  assert.notDeepEqual(one.turns.subarray(0, 5), two.turns.subarray(0, 5));
});

Deno.test("walk() rarely leaves the box when unbiased, and keeps to the anchor when biased", () => {
  const outside = (motion: SpatialMotion) => {
    const { starts, moves } = streams();
    const { positions } = walk(
      drawWalks({ count: 500, steps: 100 }, motion, { starts, moves }),
      motion,
    );
    let out = 0, sum = 0;
    for (let k = 0; k < positions.length; k += 2) {
      const [x, y] = [Math.abs(positions[k]!), Math.abs(positions[k + 1]!)];
      if (Math.max(x, y) > 1.1) out++;
      sum += Math.hypot(x, y);
    }
    return { outside: (2 * out) / positions.length, radius: (2 * sum) / positions.length };
  };
  const unbiased = outside(defaultSpatialMotion);
  const biased = outside({ ...defaultSpatialMotion, drift: 0.05 });
  // paper.md 7: about 0.8 % of positions; here 500 walks, which are long and correlated.
  assert.ok(unbiased.outside > 0.004 && unbiased.outside < 0.013, `found ${unbiased.outside}`);
  assert.ok(biased.radius < 0.6 * unbiased.radius, `found ${biased.radius}, ${unbiased.radius}`);
});

Deno.test("walk() slows every outward step from outside the box to a quarter", () => {
  const { boxWidth, boxHeight, timeStep } = defaultSpatialMotion;
  const beyond = fc.double({ min: 1e-6, max: 0.05, noNaN: true });
  const along = fc.double({ min: -0.49, max: 0.49, noNaN: true });
  const angle = fc.double({ min: -1.57, max: 1.57, noNaN: true });
  fc.assert(
    fc.property(fc.nat(3), beyond, along, angle, (wall, beyond, along, bearing) => {
      // Beyond the right wall, then turned to the others; well off the corners.
      const turned = wall * Math.PI / 2;
      const [out, side] = wall % 2 === 0 ? [boxWidth, boxHeight] : [boxHeight, boxWidth];
      const x = out / 2 + beyond, y = along * side, c = Math.cos(turned), s = Math.sin(turned);
      const speed = 0.7, turn = 3;
      const { updates, headings } = walk({
        count: 1,
        steps: 0,
        x: Float64Array.of(c * x - s * y),
        y: Float64Array.of(s * x + c * y),
        heading: Float64Array.of(bearing + turned),
        turns: Float64Array.of(turn),
        speeds: Float64Array.of(speed),
      }, defaultSpatialMotion);
      const length = Math.hypot(updates[0]!, updates[1]!);
      assert.ok(Math.abs(length - speed * timeStep / 4) < 1e-15, `${length}`);
      // The wall turns the next step along it.
      const after = headings[1]! - turned - timeStep * turn;
      assert.ok(
        Math.abs(bearing) < 1e-9 || Math.abs(Math.abs(after) - Math.PI / 2) < 1e-12,
        `${after}`,
      );
    }),
    { seed: 10, numRuns: 500 },
  );
});

function streams() {
  return { starts: stream("test", "starts"), moves: stream("test", "moves") };
}

function draws(inputs: unknown): WalkDraws {
  return {
    count: Number(at(inputs, "batch")),
    steps: Number(at(inputs, "sequence_length")),
    x: flat(at(inputs, "draws", "initial_x")),
    y: flat(at(inputs, "draws", "initial_y")),
    heading: flat(at(inputs, "draws", "initial_heading")),
    turns: flat(at(inputs, "draws", "turn_normals")),
    speeds: flat(at(inputs, "draws", "rayleigh_speeds")),
  };
}

function motionOf(inputs: unknown): SpatialMotion {
  const number = (key: string) => Number(at(inputs, key));
  const [x, y] = flat(at(inputs, "anchor_point"));
  return {
    boxWidth: number("box_width"),
    boxHeight: number("box_height"),
    borderRegion: number("border_region"),
    borderSlowFactor: number("border_slow_factor"),
    timeStep: number("dt"),
    turnSigma: number("turn_sigma"),
    speedScale: number("rayleigh_scale"),
    drift: at(inputs, "biased") === true ? number("drift_const") : 0,
    anchor: [x!, y!],
  };
}

/** Leaves out the last `width` numbers of each of `count` equally long runs. */
function withoutLast(numbers: Float64Array, count: number, width: number): Float64Array {
  const run = numbers.length / count;
  return numbers.filter((_, k) => k % run < run - width);
}
