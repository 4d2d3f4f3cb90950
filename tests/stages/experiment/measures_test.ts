import assert from "node:assert/strict";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { stream } from "../../../lib/random/stream.ts";
import { readAngularVelocities } from "../../../lib/results/angular_velocities.ts";
import { readBearingMatch } from "../../../lib/results/bearing_match.ts";
import { readDivergences } from "../../../lib/results/divergences.ts";
import { readTotalVariance } from "../../../lib/results/total_variance.ts";
import { run as angularVelocities } from "../../../stages/angular_velocities/run.ts";
import { run as bearingMatch } from "../../../stages/bearing_match/run.ts";
import { run as divergence } from "../../../stages/divergence/run.ts";
import { run as totalVariance } from "../../../stages/total_variance/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

const array = (shape: number[], entry: (i: number) => number) =>
  encodeNpy({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => entry(i)),
  });

/** Decoded positions of 8 trajectories of 6 steps about centres of their own. */
function walks(name: string, spread = 0.5): Uint8Array<ArrayBuffer> {
  const random = stream("test", name);
  const centres = Array.from({ length: 16 }, () => random.normal());
  return array(
    [8, 6, 2],
    (i) => spread * (centres[2 * Math.floor(i / 12) + i % 2]! + 0.1 * random.normal()),
  );
}

const still = array([8, 6, 2], () => 0.25);

async function divergenceOf(
  quiescent: "U" | "uniform",
  names: ("U" | "B")[],
  active: Uint8Array<ArrayBuffer>[],
  decoded?: Uint8Array<ArrayBuffer>,
) {
  const box = { boxWidth: 2.2, boxHeight: 2.2 };
  const { kl } = await runModule(
    divergence,
    { seed: 0, quiescent, active: names, points: 100, ...box },
    { active, ...(decoded === undefined ? {} : { quiescent: decoded }) },
  );
  return readDivergences(kl);
}

Deno.test("divergence run() gives an error within the seed beside each value", async () => {
  for (const [quiescent, decoded] of [["U", walks("q")], ["uniform", undefined]] as const) {
    const active = [walks("a"), walks("b")];
    const { values, errors, reasons } = await divergenceOf(quiescent, ["U", "B"], active, decoded);
    for (const name of ["U", "B"] as const) {
      assert.equal(typeof values[name], "number");
      assert.ok(errors[name]! > 0);
    }
    assert.equal(reasons, undefined);
  }
});

Deno.test("divergence run() has null, with the reason, where activity stands still", async () => {
  for (const [quiescent, decoded] of [["U", walks("q")], ["uniform", undefined]] as const) {
    const active = [still, walks("a")];
    const { values, errors, clipped, reasons } = await divergenceOf(
      quiescent,
      ["U", "B"],
      active,
      decoded,
    );
    assert.deepEqual([values["U"], errors["U"], clipped["U"]], [null, null, null]);
    assert.match(String(reasons?.["U"]), /covariance .* is singular/);
    assert.equal(typeof values["B"], "number");
    assert.ok(errors["B"]! > 0);
    assert.equal(reasons?.["B"], null);
  }
});

Deno.test("divergence run() has null, with the reason, where quiescence stands still", async () => {
  const { values, errors, reasons } = await divergenceOf("U", ["U"], [walks("a")], still);
  assert.deepEqual([values["U"], errors["U"]], [null, null]);
  assert.match(String(reasons?.["U"]), /covariance .* is singular/);
});

Deno.test("totalVariance run() averages over trajectories, and 0 is a value", async () => {
  const parameters = { seed: 0, condition: "noisy biased", from: 0, to: 2 } as const;
  const variance = async (decoded: Uint8Array<ArrayBuffer>) =>
    readTotalVariance((await runModule(totalVariance, parameters, { decoded })).variance);
  // Variances over time of two trajectories: 2 and 8, each along x.
  const found = await variance(array([2, 2, 2], (i) => [0, 0, 2, 0, 0, 0, 4, 0][i]!));
  assertClose([found.value, found.error!], [5, 3], { relative: 1e-15 });
  const one = await variance(array([1, 2, 2], (i) => [0, 0, 2, 0][i]!));
  assert.deepEqual([one.value, one.error], [2, null]);
  const none = await variance(still);
  assert.deepEqual([none.value, none.error], [0, 0]);
});

Deno.test("angularVelocities run() knows its errors from the trajectories' means", async () => {
  // Steps 0.1 and 0.3, then -0.1 and 0.5.
  const bearings = array([2, 3], (i) => [0, 0.1, 0.4, 0, -0.1, 0.4][i]!);
  const { velocity } = await runModule(
    angularVelocities,
    { seed: 0, largest: 1, bins: 4 },
    { bearings },
  );
  const { mean, backward, errors } = readAngularVelocities(velocity);
  assertClose([mean, errors.mean!], [0.2, 0], { absolute: 1e-7 }); // float32 bearings
  assert.deepEqual([backward, errors.backward], [0.25, 0.25]);
});

Deno.test("bearingMatch run() gives errors, and null where states stand still in the centre", async () => {
  const random = stream("test", "bearings");
  const inputs = {
    activeBearings: array([8, 5], () => 3 * (2 * random.uniform() - 1)),
    quiescentBearings: array([8, 9], () => random.uniform()),
    activeProjection: array([8, 5, 2], () => random.normal()),
    quiescentProjection: array([8, 9, 2], () => 0),
  };
  const { match } = await runModule(bearingMatch, { seed: 0, bins: 20 }, inputs);
  const { errors, ...values } = readBearingMatch(match);
  assert.ok(values.histogramDistance! > 0.5 && errors.histogramDistance! > 0);
  assert.ok(values.activeHole! > 0 && errors.activeHole! > 0);
  assert.deepEqual([values.quiescentHole, errors.quiescentHole], [null, null]);
});
