import assert from "node:assert/strict";
import { decodeNpy } from "../../../lib/files/npy.ts";
import { run as frozen } from "../../../stages/frozen/run.ts";
import { headDirection, spatialGru, spatialVanilla } from "../../../stages/rollout/run.ts";
import type { RolloutVariant } from "../../../stages/configuration/parameters/rollout_variant.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";
import {
  activity,
  forgetful,
  inputs,
  mostActive,
  phase,
  plain,
  remembering,
  remembersAngles,
  turning,
  zeroGru,
} from "../../support/remembering_network.ts";

/** Of the start at (-0.4, -0.3) these two cells are nearest, and of that at (0.45, 0.2). */
const NEAREST = [[0, 2], [3, 1]];

const winnersOf = (winners: Uint8Array) => {
  const { shape, data } = decodeNpy(winners);
  return [[...shape], Array.from(data, Number)];
};

Deno.test("rollout run() keeps what a network without change shows: where it started", async () => {
  const parameters = { ...phase("quiescent"), components: 0, variant: plain };
  const found = await runModule(spatialVanilla, parameters, inputs(remembering));
  const constant = NEAREST.flatMap((cells) => [cells, cells, cells].flat());
  assert.deepEqual(winnersOf(found.winners), [[2, 3, 2], constant]);
  const [first, second] = [activity(0, 0), activity(1, 3)]; // of the most active cells
  const heights = [first, first, first, second, second, second];
  assert.deepEqual([...decodeNpy(found.peak).shape], [2, 3]);
  assertClose(decodeNpy(found.peak).data, heights, { relative: 1e-6 });
  assert.deepEqual([...decodeNpy(found.projection).shape], [2, 3, 0]);
  // No other cell is above half of the nearest one: that one's centre.
  const smooth = decodeNpy(found.smooth);
  assert.deepEqual([...smooth.shape], [2, 3, 2]);
  const still = [[-0.5, -0.5], [0.5, 0.5]].flatMap((point) => [point, point, point].flat());
  assert.deepEqual(Array.from(smooth.data, Number), still);
});

Deno.test("rollout run() adds alpha W_in u a step in the active phase", async () => {
  // Of the cells, only the last hears its input, and twice; u is 0.1, 0.2, 0.3 in both trajectories.
  const { winners, smooth, projection } = await runModule(
    spatialVanilla,
    { ...phase("active"), components: 2, variant: plain },
    { ...inputs(remembering), ...remembering.axes },
  );
  const heard = [0.5 * 2 * 0.1, 0.5 * 2 * 0.3, 0.5 * 2 * 0.6];
  const expected = [0, 1].flatMap((n) =>
    heard.flatMap((sum) => [activity(n, 3) + sum - 0.25, activity(n, 0) - 1])
  );
  assertClose(decodeNpy(projection).data, expected, { absolute: 1e-6 });
  // In the first trajectory its 0.06 + 0.3 exceeds the 0.27 of cell 2 after the second step.
  assert.deepEqual(winnersOf(winners)[1], [0, 2, 0, 3, 0, 3, 3, 1, 3, 1, 3, 1]);
  // After the third, the cells at (-0.5, -0.5) and (0.5, 0.5) are above half of the larger.
  const half = activity(0, 0) / 2, other = activity(0, 3) + 0.6 - half;
  const place = (other - half) / (other + half) / 2;
  assertClose(decodeNpy(smooth).data.slice(4, 6), [place, place], { absolute: 1e-6 });
});

Deno.test("rollout run() of a GRU without weights halves its state, by alpha 1", async () => {
  // z = sigmoid(0) = 1 / 2 and c = tanh(0) = 0, so r becomes (1 - alpha / 2) r.
  const { peak } = await runModule(
    spatialGru,
    { ...phase("quiescent"), network: { units: 4, alpha: 1 }, components: 0, variant: plain },
    inputs(zeroGru),
  );
  const heights = [activity(0, 0), activity(1, 3)].flatMap((h) => [h / 2, h / 4, h / 8]);
  assertClose(decodeNpy(peak).data, heights, { relative: 1e-6 });
});

Deno.test("rollout run() of head direction starts at the cells that prefer the bearing", async () => {
  const { winners, smooth, peak } = await runModule(headDirection, turning, remembersAngles);
  // Five cells from -pi to pi: 0.1 is nearest 0, then pi / 2; -1.5 is nearest -pi / 2, then 0.
  assert.deepEqual(winnersOf(winners), [[2, 2, 2], [2, 3, 2, 3, 1, 2, 1, 2]]);
  const most = (away: number) => Math.exp(Math.cos(away) - 1); // of width 1 rad
  const bearings = decodeNpy(smooth);
  assert.deepEqual([...bearings.shape], [2, 2]);
  const weights = [0.1, Math.PI / 2 - 0.1, Math.PI / 2 + 0.1]
    .map((away) => Math.max(most(away) - most(0.1) / 2, 0));
  const bearing = Math.atan2(weights[1]! - weights[2]!, weights[0]!);
  assertClose(bearings.data.slice(0, 2), [bearing, bearing], { absolute: 1e-6 });
  const heights = [0.1, Math.PI / 2 - 1.5].flatMap((away) => [most(away), most(away)]);
  assertClose(decodeNpy(peak).data, heights, { relative: 1e-6 });
});

Deno.test("rollout run() refuses more trajectories or active steps than there are", async () => {
  const tooMany = { ...phase("quiescent"), trajectories: 3, components: 0, variant: plain };
  const given = inputs(remembering);
  await assert.rejects(runModule(spatialVanilla, tooMany, given), /run 3 trajectories: .* holds 2/);
  const tooLong = { ...phase("active"), steps: 4, components: 0, variant: plain };
  await assert.rejects(runModule(spatialVanilla, tooLong, given), /run 4 active steps: .* have 3/);
});

Deno.test("rollout run() takes a variant up: friction, adaptation and fluctuations each change it", async () => {
  const noise = { law: "uniform", sigma: 0.1 } as const;
  const run = async (variant: Partial<RolloutVariant>) => {
    const parameters = { ...phase("quiescent"), noise, components: 2 };
    const given = { ...inputs(remembering), ...remembering.axes };
    const found = await runModule(
      spatialVanilla,
      { ...parameters, variant: { ...plain, ...variant } },
      given,
    );
    return [...decodeNpy(found.projection).data].map(Number);
  };
  const usual = await run({});
  // A first step has neither velocity nor tiredness, so the second is the first that differs.
  for (const variant of [{ friction: 0.5 }, { adaptation: 0.5 }]) {
    const changed = await run(variant);
    assert.deepEqual(changed.slice(0, 2), usual.slice(0, 2));
    assert.notDeepEqual(changed.slice(2, 4), usual.slice(2, 4));
  }
  // Without fluctuations all that is added is the mean: sigma / 2 a step, to units that change nothing.
  const still = (at: number) => [1, 2, 3].map((t) => at + 0.05 * t);
  const smooth = await run({ fluctuations: 0 });
  assertClose([0, 2, 4].map((k) => smooth[k]!), still(activity(0, 3) - 0.25), { absolute: 1e-6 });
});

Deno.test("rollout run() refuses adaptation of a GRU", async () => {
  const variant = { ...plain, adaptation: 0.02 };
  const parameters = { ...phase("quiescent"), components: 0, variant };
  await assert.rejects(runModule(spatialGru, parameters, inputs(zeroGru)), /GRU with adaptation/);
});

Deno.test("rollout run() starts where it is told to, from the frozen control's starts", async () => {
  for (const starts of ["centre", "uniform"] as const) {
    const parameters = { ...phase("quiescent"), components: 0, starts, variant: plain };
    const { peak } = await runModule(spatialVanilla, parameters, inputs(remembering));
    const still = await runModule(frozen, { ...parameters, steps: 1 });
    const { data: [x0, y0, x1, y1] } = decodeNpy(still.decoded) as { data: Float32Array };
    // The network remembers: its peaks are those of the cells at those starts, in all three steps.
    const heights = [mostActive(x0!, y0!), mostActive(x1!, y1!)];
    const expected = heights.flatMap((height) => [height, height, height]);
    assertClose(decodeNpy(peak).data, expected, { relative: 1e-6 });
  }
});

Deno.test("rollout run() of head direction starts about bearing 0 where it is told to", async () => {
  const parameters = { ...turning, starts: "centre" } as const;
  const { peak } = await runModule(headDirection, parameters, remembersAngles);
  const still = await runModule(frozen, { ...parameters, steps: 1 });
  const bearings = [...decodeNpy(still.decoded).data] as number[];
  const heights = bearings.map((bearing) => Math.exp(Math.cos(bearing) - 1)); // of the cell at 0
  const expected = heights.flatMap((height) => [height, height]);
  assertClose(decodeNpy(peak).data, expected, { relative: 1e-6 });
});

Deno.test("rollout run() keeps the noise of its phase whatever the starts", async () => {
  // Of alpha 1 and without weights, a network is its noise.
  const noise = { law: "gaussian", sigma: 1 } as const;
  const peaks = async (starts: "own" | "centre", seed = 0) => {
    const base = { ...phase("quiescent"), seed, noise, starts, components: 0, variant: plain };
    const parameters = { ...base, network: { units: 4, alpha: 1 } };
    const given = inputs({ weights: forgetful });
    return decodeNpy((await runModule(spatialVanilla, parameters, given)).peak).data;
  };
  assert.deepEqual(await peaks("centre"), await peaks("own"));
  assert.notDeepEqual(await peaks("centre"), await peaks("centre", 1));
});

Deno.test("rollout run() refuses an active phase from other starts than its trajectories' own", async () => {
  for (const starts of ["centre", "uniform"] as const) {
    await assert.rejects(
      runModule(
        spatialVanilla,
        { ...phase("active"), components: 0, starts, variant: plain },
        inputs(remembering),
      ),
      new RegExp(`Cannot run an active phase from "${starts}" starts`),
    );
  }
});
