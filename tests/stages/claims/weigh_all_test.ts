import assert from "node:assert/strict";
import { encodeClaims, readClaims } from "../../../lib/results/claims.ts";
import { claims } from "../../../stages/claims/criteria.ts";
import type { Measurements } from "../../../stages/claims/measurements.ts";
import { weighAll } from "../../../stages/claims/weigh_all.ts";
import { measurementsOf, nothing } from "../../support/example_measurements.ts";

const SEEDS = [0, 1, 2];

/** The evidence of all measures, as claims.json holds it. */
function evidenceOf(measurements: Measurements) {
  const weighed = readClaims(encodeClaims(weighAll(claims, measurements, "released")));
  return weighed.flatMap(({ number, protocols }) =>
    protocols.map((evidence) => ({ number, ...evidence }))
  );
}

Deno.test("weighAll() gives every measure a verdict or a reason where all is zero", () => {
  for (const { number, measure, verdict, why, scale } of evidenceOf(measurementsOf(SEEDS, 0))) {
    const at = `claim ${number}, ${measure}`;
    if (scale === "ratio") {
      assert.match(why ?? "", /^the value of seed 0 is NaN, .*seed 1.*seed 2/, at);
      assert.equal(verdict, "not tested", at);
    } else {
      assert.equal(why, undefined, at);
      assert.match(verdict, /^(holds|does not hold)$/, at);
    }
  }
});

Deno.test("weighAll() finds no difference, no order and ratios of 1 where all is constant", () => {
  for (const { number, measure, mean, verdict, scale } of evidenceOf(measurementsOf(SEEDS, 0.3))) {
    const at = `claim ${number}, ${measure}`;
    const difference = / - | less |gap/.test(measure);
    const expected = scale === "ratio" ? 1 : difference ? 0 : 0.3;
    assert.ok(Math.abs(mean! - expected) < 1e-15, `${at}: ${mean}`);
    if (/ less |uniform \|\| U\^σ q/.test(measure)) assert.equal(verdict, "does not hold", at);
  }
});

Deno.test("weighAll() tests nothing where all is missing, and says of which seeds", () => {
  for (const measurements of [nothing(SEEDS), measurementsOf(SEEDS, null)]) {
    for (const { number, measure, verdict, why, perSeed } of evidenceOf(measurements)) {
      const at = `claim ${number}, ${measure}`;
      assert.equal(verdict, "not tested", at);
      assert.equal(why, "seed 0 has no value, seed 1 has no value, seed 2 has no value", at);
      assert.deepEqual(perSeed, [[0, null], [1, null], [2, null]], at);
    }
  }
});

Deno.test("weighAll() leaves the other seeds' values where one seed is missing", () => {
  const measurements = { ...measurementsOf([0, 1], 0.3), seeds: SEEDS };
  for (const { measure, verdict, why, perSeed } of evidenceOf(measurements)) {
    assert.equal(verdict, "not tested", measure);
    assert.equal(why, "seed 2 has no value", measure);
    assert.ok(perSeed[0]![1] !== null && perSeed[2]![1] === null, measure);
  }
});

Deno.test("weighAll() weighs a network that stands still by how much less it varies", () => {
  const measurements = measurementsOf(SEEDS, 0);
  const totalVariance = measurements.totalVariance.map((each, i) => ({
    ...each,
    value: each.condition.startsWith("noisy") ? 0.005 + 1e-4 * i : 0,
  }));
  const found = evidenceOf({ ...measurements, totalVariance }).filter(({ number }) => number === 8);
  assert.deepEqual(found.map(({ verdict }) => verdict), ["holds", "holds"]);
});

/** Divergences as of Fig. 2e: matched, and all others. */
function divergences(matched: number, mismatched: number): Measurements {
  const measurements = measurementsOf(SEEDS, mismatched);
  const spread = measurements.divergence.map((each) => ({
    ...each,
    values: { ...each.values, [each.quiescent]: matched + 0.001 * each.seed },
  }));
  return {
    ...measurements,
    divergence: spread,
    floor: measurementsOf(SEEDS, 0.1).floor,
    gruFloor: measurementsOf(SEEDS, 0.1).floor,
    divergenceSame: spread,
    gruDivergence: spread,
  };
}

function verdictsOf(measurements: Measurements, claim: number) {
  return evidenceOf(measurements).filter(({ number, measure }) =>
    number === claim && measure.includes("KL")
  ).map(({ verdict }) => verdict);
}

Deno.test("claims of low divergences are judged beside the floors of their own networks", () => {
  const measurements = divergences(0.5, 1.1);
  const of = (names: readonly string[], value: number) =>
    measurements.floor.map((each) => ({
      ...each,
      values: names.some((name) => each.quiescent === `${name} again`)
        ? Object.fromEntries(Object.keys(each.values).map((name) => [name, value]))
        : each.values,
    }));
  const verdicts = (floor: Measurements["floor"], gruFloor: Measurements["floor"]) =>
    [4, 6, 7, 10, 11].map((claim) => verdictsOf({ ...measurements, floor, gruFloor }, claim)[0]);
  const low = measurements.floor;
  assert.deepEqual(verdicts(low, low), Array(5).fill("holds"));
  const tested = (...claims: number[]) =>
    [4, 6, 7, 10, 11].map((claim) => claims.includes(claim) ? "holds" : "not tested");
  assert.deepEqual(verdicts(of(["U^σ"], 1.2), low), tested(7, 11));
  assert.deepEqual(verdicts(of(["U^σ"], 0.6), low), tested(6, 7, 10, 11), "4 has half the limit");
  assert.deepEqual(verdicts(of(["B"], 1.2), low), tested(4, 6, 10, 11));
  assert.deepEqual(verdicts(low, of(["B^σ"], 1.2)), tested(4, 6, 7, 10));
});

Deno.test("claims 10 and 11 ask for low matched divergences, not for their order alone", () => {
  for (const claim of [10, 11]) {
    assert.deepEqual(verdictsOf(divergences(6, 6.2), claim), ["does not hold", "holds"]);
    assert.deepEqual(verdictsOf(divergences(0.5, 0.7), claim), ["holds", "holds"]);
    assert.deepEqual(verdictsOf(divergences(0.5, 0.4), claim), ["holds", "does not hold"]);
  }
});

Deno.test("claims 6 and 7 ask for mismatched divergences larger by half a nat", () => {
  for (const claim of [6, 7]) {
    assert.deepEqual(verdictsOf(divergences(0.5, 0.9), claim), ["holds", "does not hold"]);
    assert.deepEqual(verdictsOf(divergences(0.5, 1.1), claim), ["holds", "holds"]);
  }
});

Deno.test("claim 13 asks for turning that would not be near 0 for unbiased networks", () => {
  const turning = (mean: number) => {
    const measurements = measurementsOf(SEEDS, 0);
    const biased = measurements.velocity.biased.map((each) => ({
      ...each,
      mean: mean + 1e-5 * each.seed,
      backward: 0.1,
    }));
    const velocity = { ...measurements.velocity, biased };
    const { verdict } = evidenceOf({ ...measurements, velocity }).find(({ measure }) =>
      measure.startsWith("biased quiescent mean")
    )!;
    return verdict;
  };
  assert.equal(turning(0.004), "does not hold", "0.004 rad/step is near 0");
  assert.equal(turning(0.0151), "holds");
  assert.equal(turning(-0.0151), "does not hold");
});

Deno.test("weighAll() lets a measure hold only if a joint condition does, and tells what was found", () => {
  const weighedWith = (values: readonly number[], holds: boolean | undefined) => {
    const joint = holds === undefined ? undefined : { holds, finding: "the optimum is 1" };
    const measure = {
      measure: "depth",
      value: (_: unknown, _seed: number, index: number) => ({ value: values[index]!, error: 0 }),
      criterion: { above: 1, reason: "more than chance" },
      joint: () => joint,
    };
    const measured = { seeds: SEEDS, windows: {} };
    const [claim] = weighAll(
      [{ number: 18, statement: "", measures: [measure] }],
      measured,
      "released",
    );
    const [evidence] = readClaims(encodeClaims([claim!]))[0]!.protocols;
    return [evidence!.verdict, evidence!.finding];
  };
  assert.deepEqual(weighedWith([2, 2.1, 2.2], true), ["holds", "the optimum is 1"]);
  assert.deepEqual(weighedWith([2, 2.1, 2.2], false), ["does not hold", "the optimum is 1"]);
  assert.deepEqual(weighedWith([0, 0.1, 0.2], true), ["does not hold", "the optimum is 1"]);
  assert.deepEqual(weighedWith([0, 5, 2], false), ["does not hold", "the optimum is 1"]);
  assert.deepEqual(weighedWith([NaN, 5, 2], false), ["not tested", "the optimum is 1"]);
  assert.deepEqual(weighedWith([2, 2.1, 2.2], undefined), ["holds", undefined]);
});
