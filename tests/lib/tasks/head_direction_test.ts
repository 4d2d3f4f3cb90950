import assert from "node:assert/strict";
import fc from "fast-check";
import { HeadDirectionCells, preferredAngles } from "../../../lib/cells/head_direction_cells.ts";
import { stream } from "../../../lib/random/stream.ts";
import { foldAngle } from "../../../lib/stats/circular.ts";
import {
  drawHeadings,
  headDirectionTrajectories,
  type HeadingDraws,
  walkHeadings,
} from "../../../lib/tasks/head_direction.ts";
import {
  defaultHeadDirectionMotion,
  type HeadDirectionMotion,
} from "../../../lib/tasks/head_direction_motion.ts";
import { headDirectionTask } from "../../../lib/tasks/head_direction_task.ts";
import { coordinatesAt } from "../../../lib/tasks/trajectories.ts";
import { assertBatch } from "../../support/assert_batch.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const biased: HeadDirectionMotion = { ...defaultHeadDirectionMotion, biased: true };

for (const name of ["unbiased", "biased", "zero_start"]) {
  Deno.test(`walkHeadings() matches the released code when the draws are given (${name})`, () => {
    const { inputs, outputs } = golden(`head_direction_trajectories_${name}`);
    const { headings, updates } = walkHeadings(draws(inputs), motionOf(inputs));
    // Both in float64: the README's 1e-12.
    assertClose(headings, flat(outputs["heading_unwrapped"]), { absolute: 1e-12 });
    assertClose(headings.map(foldAngle), flat(outputs["heading_wrapped"]), { absolute: 1e-12 });
    assertClose(updates, flat(outputs["turn_per_step"]), { absolute: 1e-12 });
  });

  Deno.test(`headDirectionTrajectories() gives what the network is shown (${name})`, () => {
    const { inputs, outputs } = golden(`head_direction_trajectories_${name}`);
    const shown = headDirectionTrajectories(walkHeadings(draws(inputs), motionOf(inputs)));
    const { count, steps } = shown;
    const returned = (key: string) => flat(at(outputs, "returned", key));
    assert.deepEqual([count, steps], [Number(inputs["batch"]), Number(inputs["sequence_length"])]);
    assert.deepEqual(shown.coordinates.shape, [count, steps + 1, 1]);
    assert.deepEqual(shown.updates.shape, [count, steps, 1]);
    // float32: the README's 1e-6.
    assertClose(shown.updates.data, returned("data"), { absolute: 1e-6 });
    const start = coordinatesAt(shown, 0, new Float32Array(count));
    assertClose(start, returned("init_hd"), { absolute: 1e-6 });
    const targets = shown.coordinates.data.filter((_, k) => k % (steps + 1) > 0);
    assertClose(targets, returned("target_hd"), { absolute: 1e-6 });
  });

  Deno.test(`taskBatch() gives the initial state and the targets of the released code (${name})`, () => {
    const { inputs, outputs } = golden(`head_direction_trajectories_${name}`);
    const motion = motionOf(inputs);
    const cells = new HeadDirectionCells(preferredAngles(Number(inputs["cells"])), {
      width: Number(inputs["angular_spread"]),
      normalisation: "maximum",
    });
    assertBatch(
      headDirectionTask(cells, motion, 3),
      headDirectionTrajectories(walkHeadings(draws(inputs), motion)),
      at(outputs, "returned"),
    );
  });
}

Deno.test("drawHeadings() shares the starts when only the motion or the length differs", () => {
  const draw = (motion: HeadDirectionMotion, steps: number) =>
    drawHeadings({ count: 6, steps }, motion, {
      starts: stream("test", "starts"),
      moves: stream("test", steps),
    }).start;
  assert.deepEqual(draw(biased, 4), draw(defaultHeadDirectionMotion, 9));
});

Deno.test("drawHeadings() starts anywhere on the circle and turns with the motion's spread", () => {
  const { start, turns } = drawHeadings({ count: 4000, steps: 10 }, defaultHeadDirectionMotion, {
    starts: stream("test", "starts"),
    moves: stream("test", "moves"),
  });
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
  assert.ok(start.every((angle) => angle >= 0 && angle < 2 * Math.PI));
  // Five standard errors: 2 pi / sqrt(12 n) and, of a mean square, 11.52^2 sqrt(2 / n).
  assert.ok(Math.abs(mean(start) - Math.PI) < 0.144, `found ${mean(start)}`);
  const spread = mean(turns.map((turn) => turn * turn)) / 11.52 ** 2;
  assert.ok(Math.abs(spread - 1) < 0.036, `found ${spread}`);
});

Deno.test("walkHeadings() never turns clockwise when biased, and by as much as when unbiased", () => {
  const numbers = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, fc.double({ min: 0, max: 7, noNaN: true }), (turns, start) => {
      const given = {
        count: 1,
        steps: turns.length,
        start: Float64Array.of(start),
        turns: Float64Array.from(turns),
      };
      const one = walkHeadings(given, biased);
      const other = walkHeadings(given, defaultHeadDirectionMotion);
      assert.ok(one.updates.every((update) => update >= 0));
      assert.deepEqual(one.updates, other.updates.map(Math.abs));
      one.headings.forEach((heading, t) => assert.ok(t === 0 || heading >= one.headings[t - 1]!));
    }),
    { seed: 3 },
  );
});

Deno.test("headDirectionTrajectories() turns with its starts", () => {
  const given = drawHeadings({ count: 8, steps: 12 }, defaultHeadDirectionMotion, {
    starts: stream("turned", "starts"),
    moves: stream("turned", "moves"),
  });
  const shown = (draws: HeadingDraws) =>
    headDirectionTrajectories(walkHeadings(draws, defaultHeadDirectionMotion));
  const before = shown(given);
  fc.assert(
    fc.property(fc.double({ min: -10, max: 10, noNaN: true }), (turn) => {
      const after = shown({ ...given, start: given.start.map((angle) => angle + turn) });
      assert.deepEqual(after.updates, before.updates);
      after.coordinates.data.forEach((bearing, k) => {
        // float32 bearings up to pi.
        const left = foldAngle(bearing - before.coordinates.data[k]! - turn);
        assert.ok(Math.abs(left) < 1e-6, `entry ${k}: ${left}`);
      });
    }),
    { seed: 4, numRuns: 30 },
  );
});

function draws(inputs: unknown): HeadingDraws {
  const count = Number(at(inputs, "batch"));
  return {
    count,
    steps: Number(at(inputs, "sequence_length")),
    start: at(inputs, "init") === "zero"
      ? new Float64Array(count)
      : flat(at(inputs, "draws", "initial_heading")),
    turns: flat(at(inputs, "draws", "turn_normals")),
  };
}

function motionOf(inputs: unknown): HeadDirectionMotion {
  return {
    timeStep: Number(at(inputs, "dt")),
    turnSigma: Number(at(inputs, "turn_sigma")),
    biased: at(inputs, "biased") === true,
  };
}
