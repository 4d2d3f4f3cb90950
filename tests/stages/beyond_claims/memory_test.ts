import assert from "node:assert/strict";
import { readClaims } from "../../../lib/results/claims.ts";
import { encodeMemory } from "../../../lib/results/memory.ts";
import type { Memory } from "../../../lib/results/memory.ts";
import { run } from "../../../stages/beyond_claims/run.ts";
import { nothing, windows } from "../../support/beyond_evidence.ts";
import { runModule } from "../../support/run_module.ts";

const seeds = [0, 1, 2];

/** What the claim takes of a network: the late divergence from the centre, of it and of standing still. */
function memory(seed: number, late: number | null, still: number | null, floor = 0.1): Memory {
  const from = (kl: number | null) => ({ kl, distance: 9 });
  const window = (kl: number | null) => ({ ...from(kl), from: 0, to: 1, peak: 1, jumps: 0 });
  return {
    seed,
    population: "spatial",
    network: "U^σ",
    steps: [],
    memory: { own: [], centre: [] },
    distance: { own: [], centre: [] },
    early: { own: window(9), centre: window(9) },
    late: { own: window(9), centre: window(late) },
    frozen: { own: from(9), centre: from(still) },
    floor: from(floor),
  };
}

/** Claim 19 with these networks beside others that it is not about. */
async function reached(networks: readonly Memory[]) {
  const others = seeds.flatMap((seed) => [
    { ...memory(seed, 9, 9), network: "B^σ" as const },
    { ...memory(seed, 9, 9), network: "U" as const },
    { ...memory(seed, 9, 9), population: "gru" as const },
    { ...memory(seed, null, null), population: "headDirection" as const },
  ]);
  const inputs = { ...nothing, memory: [...others, ...networks].map(encodeMemory) };
  const { claims } = await runModule(run, { protocol: "released", seeds, windows }, inputs);
  return readClaims(claims).find(({ number }) => number === 19)!.protocols;
}

const verdicts = async (of: (seed: number) => Memory) =>
  (await reached(seeds.map(of))).map(({ verdict }) => verdict);

Deno.test("claim 19 holds where late quiescence from the centre is near activity, by its window", async () => {
  const evidence = await reached(seeds.map((seed) => memory(seed, 0.5 + 0.01 * seed, 3)));
  assert.deepEqual(evidence.map(({ verdict }) => verdict), ["holds", "holds"]);
  assert.deepEqual(evidence[0]!.perSeed, [[0, 0.5], [1, 0.51], [2, 0.52]]);
  assert.deepEqual(evidence[1]!.perSeed, [[0, 0.5 / 3], [1, 0.51 / 3], [2, 0.52 / 3]]);
  assert.deepEqual(evidence.map(({ window }) => window), Array(2).fill(windows.replay.late));
  assert.deepEqual(evidence[0]!.floor, [[0, 0.1], [1, 0.1], [2, 0.1]]);
});

Deno.test("claim 19 fails where it stays far, or nearly as far as standing still", async () => {
  assert.deepEqual(await verdicts((seed) => memory(seed, 2 + 0.01 * seed, 9)), [
    "does not hold",
    "holds",
  ]);
  assert.deepEqual(await verdicts((seed) => memory(seed, 0.5 + 0.01 * seed, 0.7)), [
    "holds",
    "does not hold",
  ]);
});

Deno.test("claim 19 is not tested without a density, or where chance is at the limit", async () => {
  assert.deepEqual(await verdicts((seed) => memory(seed, seed === 1 ? null : 0.5, 3)), [
    "not tested",
    "not tested",
  ]);
  assert.deepEqual(await verdicts((seed) => memory(seed, 0.5 + 0.01 * seed, 3, 1)), [
    "not tested",
    "holds",
  ]);
});
