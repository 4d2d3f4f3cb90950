import assert from "node:assert/strict";
import { readInputGain } from "../../../lib/results/input_gain.ts";
import { readKickResponses } from "../../../lib/results/kick_response.ts";
import type { Measured } from "../../../lib/results/measured.ts";
import { readUpdateSpectrum } from "../../../lib/results/update_spectrum.ts";
import { headDirection, spatialGru, spatialVanilla } from "../../../stages/learned_update/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import {
  activity,
  inputs,
  phase,
  remembering,
  remembersAngles,
  turning,
  zeroGru,
} from "../../support/remembering_network.ts";
import { runModule } from "../../support/run_module.ts";

const { phase: _phase, ...setup } = phase("active");
const parameters = {
  ...setup,
  condition: "U",
  trajectories: 2,
  steps: 3,
  from: 1,
  places: 3,
  penalty: 1e-3,
  kickAt: 1,
  kickLags: 2,
  gainTimes: 2,
  gainLags: 3,
  scale: { law: "gaussian", sigma: 1e-3 },
} as const;
const noisy = { ...parameters, condition: "U^σ", noise: parameters.scale } as const;

const values = (measures: readonly Measured[]) => measures.map(({ value }) => value!);

Deno.test("learnedUpdate run() of a network that remembers: it does nothing, and keeps kicks", async () => {
  const found = await runModule(spatialVanilla, parameters, inputs(remembering));
  const { spectrum, unit, drift, size, ...rest } = readUpdateSpectrum(found.spectrum);
  assert.equal(spectrum, null); // without noise
  assertClose([unit, drift, size], [2e-3, 0, 0], { absolute: 1e-6 });
  assert.deepEqual([rest.kind, rest.condition, rest.alpha], ["spatial", "U", 0.5]);
  const { manifold } = readKickResponses(found.kicks);
  assertClose(values(manifold!.overlap), [1, 1], { relative: 1e-3 });
  assertClose(values(manifold!.norm), [1, 1], { relative: 1e-3 });
  const gain = readInputGain(found.gain);
  // One unit hears twice the input, by alpha: u, which is 0.2 and 0.3 at the two steps.
  assertClose([gain.size], [Math.sqrt((0.04 + 0.09) / 2) / unit], { relative: 1e-3 });
  // -u would take more from the unit than it has, r: the odd part misses what is cut off.
  const even = [[0, 0.2, 0.1], [0, 0.3, 0.3], [1, 0.2, 0.1], [1, 0.3, 0.3]] as const;
  const cut = even.map(([n, u, before]) => Math.max(0, 2 * u - activity(n, 3) - before) / 4);
  const share = cut.reduce((sum, part) => sum + part ** 2, 0) / (2 * (0.04 + 0.09));
  assertClose(values([gain.evenShare]), [share], { relative: 1e-4 });
  // The trajectories stand still, so there is nothing to track.
  assert.deepEqual(gain.slope.map(({ value }) => value), [null, null, null]);
  assert.equal(gain.openGate, null);
});

Deno.test("learnedUpdate run() of a GRU without weights: half its leak of alpha, for any kick", async () => {
  const found = await runModule(spatialGru, noisy, inputs(zeroGru));
  assertClose([readInputGain(found.gain).openGate!], [0.5], { absolute: 1e-6 });
  const { manifold } = readKickResponses(found.kicks);
  assertClose(values(manifold!.overlap), [0.75, 0.75 ** 2], { relative: 1e-3 });
  const { spectrum } = readUpdateSpectrum(found.spectrum);
  assertClose(spectrum!.rate.slice(0, 1), [0.25], { relative: 1e-3 });
  assert.deepEqual(spectrum!.bands.map(({ band, components }) => [band, components])[0], [
    "all",
    4,
  ]);
});

Deno.test("learnedUpdate run() of head direction gives the same bytes again", async () => {
  const { seed, network, cells, motion, set } = turning;
  const own = { ...parameters, seed, network, cells, motion, set, steps: 2, kickLags: 1 };
  const first = await runModule(headDirection, own, remembersAngles);
  assert.equal(readKickResponses(first.kicks).kind, "head direction");
  assert.deepEqual(await runModule(headDirection, own, remembersAngles), first);
});

Deno.test("learnedUpdate run() refuses steps that the trajectories do not have", async () => {
  const run = (changed: object) =>
    runModule(spatialVanilla, { ...parameters, ...changed }, inputs(remembering));
  await assert.rejects(run({ kickLags: 3 }), /a kick at 1 followed for 3: the trajectories have 3/);
  await assert.rejects(run({ from: 3 }), /start at step 3: expected less than 3/);
});
