import assert from "node:assert/strict";
import { decodeJson, encodeJson } from "../../../lib/files/json.ts";
import type { Json } from "../../../lib/files/json.ts";
import { run } from "../../../stages/claims/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

const seed = 7;
const none = { U: null, "U^σ": null, B: null, "B^σ": null };

const files = (...values: Json[]) => values.map((value) => encodeJson(value));

/** One file a quiescent distribution: KL from these active ones. */
const divergences = (byQuiescent: Record<string, Record<string, number>>) =>
  files(
    ...Object.entries(byQuiescent).map(([quiescent, values]) => {
      return { seed, quiescent, values: { ...none, ...values }, errors: none, clipped: none };
    }),
  );

/** One file a group: the mean step distance of each trajectory. */
const distances = (byGroup: Record<string, number[]>) =>
  files(
    ...Object.entries(byGroup).map(([group, mean]) => {
      return { seed, group, steps: 2, mean, largest: mean };
    }),
  );

const variance = (condition: string, value: number) => {
  return { seed, condition, from: 0, to: 2, value, error: null };
};

function velocity(mean: number, backward: number) {
  const shares = { proportion: [1], mean };
  const errors = { mean: null, backward: null };
  return files({ seed, edges: [-1, 1], ...shares, backward, errors, released: shares });
}

const again = divergences({
  "U^σ again": { "U^σ": 0.01 },
  "B^σ again": { "B^σ": 0.02 },
  "U again": { U: 0.03 },
  "B again": { B: 0.04 },
});

const inputs = {
  history: files({
    batches: [0, 1, 2],
    loss: [9, 4, 1],
    error: [8, 6, 2],
    meanSquaredError: [1, 1, 1],
    releasedError: [1, 1, 1],
  }),
  explainedActive: files({ cumulativeRatio: [0.5, 0.75] }),
  explainedQuiescent: files({ cumulativeRatio: [0.625, 0.5] }),
  divergence: divergences({
    "U^σ": { "U^σ": 0.5, "B^σ": 3 },
    "B^σ": { "U^σ": 4, "B^σ": 0.75 },
    "R^σ": { "U^σ": 2, "B^σ": 6, U: 7, B: 8 },
    U: { U: 0.125, B: 2.5 },
    B: { U: 3.5, B: 0.0625 },
    uniform: { "U^σ": 0.25 },
  }),
  uniformity: divergences({ uniform: { "U^σ quiescent": 1.25 } }),
  floor: again,
  divergenceSame: divergences({
    "U^σ": { "U^σ": 0.25, "B^σ": 1 },
    "B^σ": { "U^σ": 2, "B^σ": 0.5 },
  }),
  totalVariance: files(
    variance("noisy unbiased", 0.5),
    variance("noiseless unbiased", 0.125),
    variance("noisy biased", 2),
    variance("noiseless biased", 1.5),
  ),
  stepDistanceUnbiased: distances({
    "NT active": [1, 3],
    "NT quiescent": [3, 3],
    "DT noisy quiescent": [12, 12],
  }),
  stepDistanceBiased: distances({ "NT quiescent": [1, 3], "DT noisy quiescent": [10, 10] }),
  gruDivergence: divergences({ "U^σ": { "U^σ": 1, "B^σ": 9 }, "B^σ": { "U^σ": 8, "B^σ": 2 } }),
  gruFloor: again,
  gruStepDistance: distances({ "NT active": [2, 2], "NT quiescent": [4, 6] }),
  bearingMatch: files({
    seed,
    histogramDistance: 0.1,
    activeHole: 0.9,
    quiescentHole: 0.8,
    errors: { histogramDistance: null, activeHole: null, quiescentHole: null },
  }),
  activeVelocity: velocity(99, 99),
  biasedVelocity: velocity(0.02, 0.05),
  unbiasedVelocity: velocity(0.001, 0.5),
};

/** By claim, what its measures give, and why. */
const expected: Readonly<Record<number, readonly number[]>> = {
  1: [2 / 8, 1 / 4], // the last over the untrained one; the last over that of the first test
  2: [0.75 - 0.5],
  3: [3 / 2],
  4: [0.5 - 0.25],
  5: [1.25 - 0.25],
  6: [0.75, 2 - 0.75], // the larger matched one; the random network is the least mismatched
  7: [0.125, 2.5 - 0.125],
  8: [0.5 - 0.125, 2 - 1.5],
  9: [12 / 3, 10 / 2],
  10: [0.5, 1 - 0.5],
  11: [2, 8 - 2, 5 / 2],
  12: [0.1, 0.9, 0.8],
  13: [0.02, 0.001, 0.05],
};

Deno.test("claims run() weighs each claim by the measures it names", async () => {
  const window = "w";
  const { claims } = await runModule(run, {
    protocol: "described",
    seeds: [seed],
    windows: {
      explainedVariance: window,
      divergence: window,
      totalVariance: window,
      stepDistance: window,
      gru: window,
      gruStepDistance: window,
      headDirection: window,
    },
  }, inputs);
  const found = decodeJson(claims) as unknown as readonly {
    readonly number: number;
    readonly protocols: readonly { protocol: string; perSeed: readonly [number, number][] }[];
  }[];
  assert.deepEqual(found.map(({ number }) => String(number)), Object.keys(expected));
  for (const { number, protocols } of found) {
    for (const { protocol, perSeed } of protocols) {
      assert.deepEqual([protocol, perSeed.map(([seed]) => seed)], ["described", [seed]]);
    }
    const values = protocols.map(({ perSeed }) => perSeed[0]![1]);
    assertClose(values, expected[number]!, { relative: 1e-15 });
  }
});
