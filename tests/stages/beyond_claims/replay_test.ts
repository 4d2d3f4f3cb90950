import assert from "node:assert/strict";
import { readClaims } from "../../../lib/results/claims.ts";
import { encodeReplay } from "../../../lib/results/replay.ts";
import type { Motion, Replay } from "../../../lib/results/replay.ts";
import { run } from "../../../stages/beyond_claims/run.ts";
import { nothing, windows } from "../../support/beyond_evidence.ts";
import { runModule } from "../../support/run_module.ts";

const seeds = [0, 1, 2];

/** What the claims take of a motion; the other exponents and the other decoder are not to be taken. */
function motion(phase: Motion["phase"], exponent: number | null, compression?: number): Motion {
  const measure = (value: number | null) => ({ value, error: null });
  return {
    phase,
    decoder: "smooth",
    from: 0,
    to: 100,
    longestLag: 25,
    squared: [1],
    exponents: [measure(9), measure(exponent), measure(9)],
    path: 1,
    stepQuantiles: [1],
    longestStep: 1,
    beside: compression === undefined ? undefined : {
      compression: measure(compression),
      jumps: 0,
      peak: 1,
      lively: { ...measure(9), stretches: 0 },
    },
  };
}

function replay(
  seed: number,
  [active, early]: readonly [number, number | null],
  [fast, slow]: readonly [number, number],
): Replay {
  const motions = [motion("active", active), motion("early", early, fast), motion("late", 9, slow)];
  const top3 = motions.map((each) => ({ ...each, decoder: "top-3" as const, exponents: [] }));
  return { seed, kind: "spatial", condition: "U^σ", motions: [...top3, ...motions], coverage: [] };
}

async function weighed(measured: readonly Replay[]) {
  const others = seeds.flatMap((seed) => [
    { ...replay(seed, [9, 9], [9, 9]), condition: "B^σ" as const },
    { ...replay(seed, [9, 9], [9, 9]), kind: "GRU" as const },
  ]);
  const inputs = {
    ...nothing,
    replay: [...others, ...measured].map(encodeReplay),
  };
  const { claims } = await runModule(run, { protocol: "released", seeds, windows }, inputs);
  const evidence = (wanted: number) =>
    readClaims(claims).find(({ number }) => number === wanted)!.protocols;
  return { diffusive: evidence(21), slow: evidence(22) };
}

const verdicts = (evidence: readonly { readonly verdict: string }[]) =>
  evidence.map(({ verdict }) => verdict);

Deno.test("claims 21 and 22 hold where quiescence diffuses and is slower, by their windows", async () => {
  const { diffusive, slow } = await weighed(
    seeds.map((seed) => replay(seed, [1.7, 1.05 + 0.01 * seed], [0.3 + 0.01 * seed, 0.2])),
  );
  assert.deepEqual(verdicts(diffusive), ["holds", "holds"]);
  assert.deepEqual(verdicts(slow), ["holds", "holds"]);
  assert.deepEqual(diffusive[0]!.perSeed.map(([, value]) => value), [1.05, 1.06, 1.07]);
  assert.deepEqual(slow.map(({ window }) => window), [windows.replay.early, windows.replay.late]);
});

Deno.test("claims 21 and 22 fail where quiescence is ballistic, as fast, or faster late", async () => {
  const { diffusive, slow } = await weighed(
    seeds.map((seed) => replay(seed, [1.5, 1.6 + 0.01 * seed], [0.9, 1.2 + 0.01 * seed])),
  );
  assert.deepEqual(verdicts(diffusive), ["does not hold", "does not hold"]);
  assert.deepEqual(verdicts(slow), ["holds", "does not hold"]);
});

Deno.test("claim 21 is not tested where a window is too short for a fit", async () => {
  const { diffusive } = await weighed(seeds.map((seed) => replay(seed, [1.5, null], [0.9, 0.9])));
  assert.deepEqual(verdicts(diffusive), ["not tested", "not tested"]);
});
