import assert from "node:assert/strict";
import fc from "fast-check";
import { HeadDirectionCells, preferredAngles } from "../../../lib/cells/head_direction_cells.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { foldAngle } from "../../../lib/stats/circular.ts";
import { defaultHeadDirectionMotion } from "../../../lib/tasks/head_direction_motion.ts";
import { headDirectionTask } from "../../../lib/tasks/head_direction_task.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { defaultAdam } from "../../../lib/training/adam.ts";
import { Training } from "../../../lib/training/training.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const settings = { width: Math.PI / 6, normalisation: "maximum" } as const;

function task(angles: Float32Array) {
  return headDirectionTask(
    new HeadDirectionCells(angles, settings),
    defaultHeadDirectionMotion,
    3,
  );
}

Deno.test("headDirectionTask().decode() equals the released code (decode_bearing)", () => {
  const { inputs, outputs } = golden("decode_bearing");
  const { decode } = task(Float32Array.from(flat(inputs["preferred_angles"])));
  for (const kind of ["tuned", "gaussian_random", "all_negative", "ties_inside_the_top_k"]) {
    const found = decode(Float32Array.from(flat(at(inputs, "activations", kind))));
    // The reference sums in float32: README's 2e-6.
    assertClose(found, flat(at(outputs, kind, "decoded")), { absolute: 2e-6 });
  }
});

Deno.test("headDirectionTask() has the targets, bearings and error of the reference (metrics)", () => {
  const { inputs, outputs } = golden("metrics");
  const given = (key: string) => Float32Array.from(flat(at(inputs, "head_direction_task", key)));
  const expected = (key: string) => flat(at(outputs, "head_direction_task", key));
  const { cells, decode, error } = task(preferredAngles(18));
  const angles = given("target_angles"), activations = given("outputs");
  const targets = new Float32Array(activations.length);
  cells.activate(angles, targets);
  assertClose(targets, expected("targets"), { absolute: 2e-6 });
  const loss = targets.reduce((sum, value, k) => sum + (value - activations[k]!) ** 2, 0);
  assertClose([loss / targets.length], expected("loss"), { relative: 1e-6 });
  const decoded = decode(activations);
  assertClose(decoded, expected("decoded"), { absolute: 2e-6 });
  // Differences of float32 bearings.
  const { squared } = error(decoded, angles);
  assertClose([squared], expected("circular_mse_float64"), { relative: 2e-6 });
});

Deno.test("headDirectionTask().decode() does not depend on the order of the cells", () => {
  const cells = 40;
  const order = fc.shuffledSubarray(Array.from({ length: cells }, (_, i) => i), {
    minLength: cells,
    maxLength: cells,
  });
  // Distinct activations, so that no tie is broken by the order.
  const distinct = fc.uniqueArray(fc.float({ min: -2, max: 2, noNaN: true }), {
    minLength: cells,
    maxLength: cells,
    selector: (value) => value + 0,
  });
  const angles = preferredAngles(cells);
  fc.assert(
    fc.property(order, distinct, (order, activations) => {
      const one = task(angles).decode(Float32Array.from(activations));
      const other = task(Float32Array.from(order, (i) => angles[i]!))
        .decode(Float32Array.from(order, (i) => activations[i]!));
      // The winners are summed in the order of their activations: the same sums.
      assert.deepEqual(other, one);
    }),
    { seed: 6 },
  );
});

Deno.test("headDirectionTask().error() turns with all bearings and folds each difference once", () => {
  const { error } = task(preferredAngles(12));
  const bearing = fc.double({ min: -3, max: 3, noNaN: true });
  const pairs = fc.array(fc.tuple(bearing, bearing), { minLength: 1 });
  fc.assert(
    fc.property(pairs, fc.double({ min: -10, max: 10, noNaN: true }), (pairs, turn) => {
      const turned = (by: number) =>
        error(
          Float32Array.from(pairs, ([a]) => foldAngle(a + by)),
          Float32Array.from(pairs, ([, b]) => foldAngle(b + by)),
        );
      const before = turned(0), after = turned(turn);
      // Each float32 bearing is rounded by up to 1.2e-7 on either side.
      assert.ok(Math.abs(after.distance - before.distance) < 1e-6);
      assert.ok(Math.abs(after.squared - before.squared) < 7e-6);
      assert.ok(before.distance <= Math.PI && before.squared >= before.distance ** 2 - 1e-9);
    }),
    { seed: 7 },
  );
});

Deno.test("headDirectionTask().decode() of perfect activations is right to a cell's spacing", () => {
  const cells = new HeadDirectionCells(preferredAngles(512), settings);
  const { decode, error } = headDirectionTask(cells, defaultHeadDirectionMotion, 3);
  const bearings = Float32Array.from({ length: 2000 }, (_, j) => foldAngle(j * 0.7351));
  const outputs = new Float32Array(2000 * 512);
  cells.activate(bearings, outputs);
  const { distance } = error(decode(outputs), bearings);
  // Uniform within half a spacing, 2 pi / 511; paper.md 7: up to 0.008 rad where the ends meet.
  assert.ok(distance < 1.1 * Math.PI / 511 / 2, `found ${distance}`);
  bearings.forEach((bearing, j) => {
    const found = decode(outputs.subarray(512 * j, 512 * (j + 1)))[0]!;
    assert.ok(Math.abs(foldAngle(found - bearing)) < 0.013, `${bearing}: ${found}`);
  });
});

Deno.test("Training on headDirectionTask() follows the bearing", async () => {
  const architecture = vanilla({ inputs: 1, units: 24, outputs: 24 }, 0.5);
  const training = new Training({
    engine: await startWasmEngine(),
    architecture,
    task: task(preferredAngles(24)),
    initial: initialWeights(architecture.shapes, "head", "weights"),
    path: ["head", 0],
    settings: {
      batchSize: 20,
      steps: 10,
      batches: 400,
      adam: { ...defaultAdam, learningRate: 5e-3 },
      noise: { law: "uniform", sigma: 0.1 },
      testEvery: 400,
    },
  });
  while (!training.finished) training.advance();
  const [before, after] = training.history.error;
  assert.ok(after! < 0.3 * before!, `error ${before} to ${after}`);
});

Deno.test("headDirectionTask().draw() gives the same starts whatever the motion", () => {
  const starts = () => stream("draw", "starts");
  const cells = new HeadDirectionCells(preferredAngles(8), settings);
  const draw = (biased: boolean) =>
    headDirectionTask(cells, { ...defaultHeadDirectionMotion, biased }, 3)
      .draw(5, 7, starts(), stream("draw", "moves"));
  const [one, other] = [draw(false), draw(true)];
  for (let n = 0; n < 5; n++) {
    assert.equal(one.coordinates.data[8 * n], other.coordinates.data[8 * n]);
  }
  assert.deepEqual(other.updates.data, one.updates.data.map(Math.abs));
});
