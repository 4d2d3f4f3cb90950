import assert from "node:assert/strict";
import { GaussianKde } from "../../../lib/stats/gaussian_kde.ts";
import {
  klDivergence,
  klFromUniform,
  klFromUniformReleased,
} from "../../../lib/stats/kl_divergence.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("kl");
const quiescentData = flat(inputs.quiescent_data);
const active = new GaussianKde(flat(inputs.active_data), 2);

function shifted(key: string): GaussianKde {
  const shift = flat(inputs[key]);
  return new GaussianKde(quiescentData.map((value, i) => value + shift[i % 2]!), 2);
}

function assertNats(found: number, expected: unknown): void {
  assertClose([found], flat(expected), { relative: 1e-11 });
}

Deno.test("klDivergence() equals the reference at points drawn from the quiescent density", () => {
  const points = flat(inputs.resampled_points);
  const q = new GaussianKde(quiescentData, 2).evaluate(points), a = active.evaluate(points);
  assertClose(q.subarray(0, 500), flat(outputs.quiescent_pdf_first_500), { relative: 1e-11 });
  assertClose(a.subarray(0, 500), flat(outputs.active_pdf_first_500), { relative: 1e-11 });
  const whole = klDivergence(q, a);
  assertNats(whole.nats, outputs.kl_2500_points);
  assert.equal(whole.clipped, outputs.points_where_ratio_is_clipped);
  assertNats(
    klDivergence(q.subarray(0, 500), a.subarray(0, 500)).nats,
    outputs.kl_first_500_points,
  );
});

Deno.test("klDivergence() equals the reference when all or most ratios are clipped", () => {
  const far = flat(inputs.far_points), near = flat(inputs.shifted_points);
  const none = active.evaluate(far);
  assert.equal(none.filter((value) => value === 0).length, 100);
  const all = klDivergence(shifted("far_quiescent_data_shift").evaluate(far), none);
  assertNats(all.nats, at(outputs, "far", "kl"));
  assertNats(all.nats, at(outputs, "far", "log_of_1e7"));
  assert.equal(all.clipped, 100);
  const most = klDivergence(
    shifted("shifted_quiescent_data_shift").evaluate(near),
    active.evaluate(near),
  );
  assertNats(most.nats, at(outputs, "shifted", "kl"));
  assert.equal(most.clipped, at(outputs, "shifted", "points_where_ratio_is_clipped"));
});

for (const name of ["active", "broad_active"]) {
  Deno.test(`klFromUniform() and the released variant equal the reference (${name})`, () => {
    const kde = new GaussianKde(flat(inputs[`${name}_data`]), 2);
    const density = kde.evaluate(flat(inputs.uniform_points));
    const expected = (key: string) => at(outputs, "uniform", name, key);
    const joint = klFromUniform(density, 2.2), released = klFromUniformReleased(density, 2.2);
    assertNats(joint.nats, expected("kl_joint_density"));
    assertNats(released.nats, expected("kl_as_released"));
    if (name === "active") {
      assert.equal(joint.clipped, expected("points_clipped_joint"));
      assert.equal(released.clipped, expected("points_clipped_as_released"));
    } else {
      assert.equal(joint.clipped + released.clipped, expected("points_clipped"));
    }
  });
}

Deno.test("klDivergence() is 0 when both densities are the same", () => {
  const density = Float64Array.of(1e-200, 0.5, 3);
  assert.deepEqual(klDivergence(density, density), { nats: 0, clipped: 0 });
});

Deno.test("klDivergence() throws when a ratio is undefined or lengths differ", () => {
  const q = Float64Array.of(1, 0), a = Float64Array.of(1, 0);
  assert.throws(() => klDivergence(q, a), /at point 1: found 0 and 0/);
  assert.throws(() => klDivergence(q, a.subarray(1)), /found 2 and 1 points/);
});
