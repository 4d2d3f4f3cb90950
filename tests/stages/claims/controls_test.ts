import assert from "node:assert/strict";
import type { ColumnName, Divergences, RowName } from "../../../lib/results/divergences.ts";
import type { Control } from "../../../lib/results/claims.ts";
import { claims } from "../../../stages/claims/criteria.ts";
import type { Measurements } from "../../../stages/claims/measurements.ts";
import { weighAll } from "../../../stages/claims/weigh_all.ts";
import { nothing } from "../../support/example_measurements.ts";

type Kl = readonly [quiescent: ColumnName, active: RowName, nats: number];

/** The same in both seeds. */
function divergences(all: readonly Kl[]): Divergences[] {
  const columns = Map.groupBy(all, ([quiescent]) => quiescent);
  return [0, 1].flatMap((seed) =>
    [...columns].map(([quiescent, found]) => ({
      seed,
      quiescent,
      values: Object.fromEntries(found.map(([, active, nats]) => [active, nats])),
      errors: {},
      clipped: {},
    }))
  );
}

/** The controls beside the measures of a claim. */
function controlsOf(number: number, measured: Partial<Measurements>): Control[][] {
  const weighed = weighAll(claims, { ...nothing([0, 1]), ...measured }, "released");
  return weighed.find((claim) => claim.number === number)!.protocols
    .map(({ controls = [] }) => [...controls]);
}

/** Claim 4 with this much divergence of quiescence and of standing still, and a floor of 0.1. */
const uniformity = (itself: number, frozen: number) =>
  controlsOf(4, {
    divergence: divergences([
      ["U^σ", "U^σ", itself],
      ["frozen", "U^σ", frozen],
      ["U^σ centre", "U^σ", 3],
      ["uniform", "U^σ", 0.25],
    ]),
    floor: divergences([["U^σ again", "U^σ", 0.1]]),
  })[0]![0];

Deno.test("a measure stands beside that of standing still and of starts about the centre", () => {
  const { frozen, centre } = uniformity(0.5, 0.75)!;
  assert.deepEqual(frozen, [[0, 0.5], [1, 0.5]]);
  assert.deepEqual(centre, [[0, 2.75], [1, 2.75]]);
});

Deno.test("what is not better than standing still by more than the floor is not evidence", () => {
  assert.equal(uniformity(0.5, 0.75)!.evidence, true);
  assert.equal(uniformity(0.5, 0.55)!.evidence, false);
  assert.equal(uniformity(0.5, 0.25)!.evidence, false);
});

Deno.test("no verdict rests on controls", () => {
  const verdicts = [0.1, 3].map((frozen) => {
    const measured = {
      ...nothing([0, 1, 2]),
      divergence: [0, 1, 2].flatMap((seed) =>
        ([["U^σ", 0.3], ["uniform", 0.25], ["frozen", frozen]] as const).map((
          [quiescent, nats],
        ) => ({ seed, quiescent, values: { "U^σ": nats }, errors: {}, clipped: {} }))
      ),
      floor: [0, 1, 2].map((seed) => ({
        seed,
        quiescent: "U^σ again" as const,
        values: { "U^σ": 0.1 },
        errors: {},
        clipped: {},
      })),
    };
    return weighAll(claims, measured, "released").map(({ protocols }) =>
      protocols.map(({ verdict }) => verdict)
    );
  });
  assert.deepEqual(verdicts[0], verdicts[1]);
  assert.deepEqual(verdicts[0]![3], ["holds"]);
});

Deno.test("evidence is not known where a control is missing", () => {
  const [[{ frozen, evidence }]] = controlsOf(4, {
    divergence: divergences([["U^σ", "U^σ", 1], ["uniform", "U^σ", 1]]),
    floor: divergences([["U^σ again", "U^σ", 0.1]]),
  }) as [[Control]];
  assert.deepEqual([frozen, evidence], [[[0, null], [1, null]], null]);
});

/** All that claims 6, 7, 10 and 11 compare, of a pair of networks. */
const matrix = (unbiased: "U^σ" | "U", biased: "B^σ" | "B") =>
  divergences([
    [unbiased, unbiased, 0.25],
    [biased, biased, 0.5],
    [unbiased, biased, 3],
    [biased, unbiased, 2],
    ["R^σ", unbiased, 4],
    ["R^σ", biased, 4],
    ["frozen", unbiased, 0.25],
    ["frozen", biased, 3.5],
    [`${unbiased} centre`, unbiased, 1.5],
    [`${biased} centre`, biased, 1],
    [`${unbiased} centre`, biased, 0.75],
    [`${biased} centre`, unbiased, 2.5],
  ]);
const floorOf = (unbiased: "U^σ" | "U", biased: "B^σ" | "B") =>
  divergences([[`${unbiased} again`, unbiased, 0.125], [`${biased} again`, biased, 0.25]]);

const noisy = { of: matrix("U^σ", "B^σ"), floor: floorOf("U^σ", "B^σ") };
const noiseless = { of: matrix("U", "B"), floor: floorOf("U", "B") };
const measured: Readonly<Record<number, Partial<Measurements>>> = {
  6: { divergence: noisy.of, floor: noisy.floor },
  7: { divergence: noiseless.of, floor: noiseless.floor },
  10: { divergenceSame: noisy.of, floor: noisy.floor },
  11: { gruDivergence: noisy.of, gruFloor: noisy.floor },
};

const inBoth = (value: number) => [[0, value], [1, value]];

for (const [number, measurements] of Object.entries(measured)) {
  Deno.test(`claim ${number} has controls of each matched pair and of its gap`, () => {
    const [matched, gap] = controlsOf(Number(number), measurements);
    const [unbiased, biased] = number === "7" ? ["U", "B"] : ["U^σ", "B^σ"];
    // The larger of the two would hide that standing still is as good for the unbiased network.
    assert.deepEqual(matched, [
      {
        of: unbiased,
        perSeed: inBoth(0.25),
        frozen: inBoth(0.25),
        centre: inBoth(1.5),
        evidence: false,
      },
      {
        of: biased,
        perSeed: inBoth(0.5),
        frozen: inBoth(3.5),
        centre: inBoth(1),
        evidence: true,
      },
    ]);
    assert.deepEqual(gap, [{
      of: undefined,
      perSeed: inBoth(2 - 0.5),
      frozen: inBoth(0.25 - 3.5),
      centre: inBoth(0.75 - 1.5),
      evidence: true,
    }]);
  });
}

Deno.test("controls stand beside claims of a match alone", () => {
  const weighed = weighAll(claims, nothing([0]), "released");
  const controlled = weighed.filter(({ protocols }) =>
    protocols.some(({ controls }) => controls !== undefined)
  );
  assert.deepEqual(controlled.map(({ number }) => number), [4, 6, 7, 10, 11]);
});
