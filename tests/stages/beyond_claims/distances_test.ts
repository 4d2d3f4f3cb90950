import assert from "node:assert/strict";
import { readClaims, type Verdict } from "../../../lib/results/claims.ts";
import { encodeDistances } from "../../../lib/results/distances.ts";
import type { ComparedName, Distance } from "../../../lib/results/distances.ts";
import { encodeDivergences, quiescentNames } from "../../../lib/results/divergences.ts";
import { type ActiveName, activeNames } from "../../../lib/results/divergences.ts";
import { run } from "../../../stages/beyond_claims/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { nothing, windows } from "../../support/beyond_evidence.ts";
import { runModule } from "../../support/run_module.ts";

/** How far one is from the other. */
type Far = (compared: ComparedName, active: ActiveName) => number | undefined;

const isWide = (name: string) => name.startsWith("U");

/** By whether both are biased; random networks are far from all. */
const ordered: Far = (compared, active) =>
  compared === "R^σ" ? 5 : isWide(compared) === isWide(active) ? 0.1 : 0.4;
const reversed: Far = (compared, active) => -ordered(compared, active)!;

async function weighed(sw1: Far, kl: Far, seeds = [0, 1, 2]) {
  const jitter = (seed: number) => 1 + 0.01 * seed;
  const distances = seeds.map((seed) =>
    encodeDistances({
      seed,
      distances: activeNames.flatMap((active) =>
        [...quiescentNames, "floor" as const].flatMap((compared): Distance[] => {
          const value = compared === "floor" ? 0.02 : sw1(compared, active);
          if (value === undefined) return [];
          const common = { compared, active, sw2: 9, energy: 9, p: 1 };
          const own = { ...common, sw1: value * jitter(seed) };
          if (compared === "floor") return [{ ...own, window: null }];
          return [
            { ...own, window: "early" as const, sw1: 9 },
            { ...own, window: "all" as const },
          ];
        })
      ),
    })
  );
  const divergence = seeds.flatMap((seed) =>
    quiescentNames.map((quiescent) => {
      const values = activeNames.map((active) => [active, kl(quiescent, active) ?? null]);
      const numbers = Object.fromEntries(values);
      return encodeDivergences({ quiescent, seed, values: numbers, errors: {}, clipped: {} });
    })
  );
  const inputs = { ...nothing, distances, divergence };
  const { claims } = await runModule(run, { protocol: "released", seeds, windows }, inputs);
  return readClaims(claims).find(({ number }) => number === 20)!.protocols;
}

const verdicts = (evidence: readonly { readonly verdict: Verdict }[]) =>
  evidence.map(({ verdict }) => verdict);

Deno.test("claim 20 holds where both distances have the order, and says what each of them has", async () => {
  const evidence = await weighed(ordered, (...of) => 10 * ordered(...of)!);
  assert.deepEqual(verdicts(evidence), ["holds", "holds"]); // noisy and noiseless pairs
  const [{ perSeed, agreement, floor, window, criterion }] = evidence as [typeof evidence[number]];
  assertClose(perSeed.map(([, value]) => value!), [0.3, 0.303, 0.306], { relative: 1e-12 });
  assert.deepEqual([agreement!.own, agreement!.other.verdict], ["holds", "holds"]);
  assertClose(agreement!.other.perSeed.map(([, value]) => value!), [3, 3, 3], { relative: 1e-12 });
  assert.match(agreement!.other.measure, /KL, nats$/);
  assert.deepEqual(floor!.map(([seed]) => seed), [0, 1, 2]);
  assert.equal(window, windows.distances);
  assert.equal(criterion, "the same verdict by both (above 0)");
});

Deno.test("claim 20 holds where neither has the order, and does not where one has it", async () => {
  assert.deepEqual(verdicts(await weighed(reversed, reversed)), ["holds", "holds"]);
  const found = await weighed(reversed, ordered);
  assert.deepEqual(verdicts(found), ["does not hold", "does not hold"]);
  assert.deepEqual(
    found.map(({ agreement }) => [agreement!.own, agreement!.other.verdict]),
    Array(2).fill(["does not hold", "holds"]),
  );
});

Deno.test("claim 20 tells noisy from noiseless pairs", async () => {
  const noiseless: Far = (compared, active) =>
    (active.includes("σ") ? 1 : -1) * ordered(compared, active)!;
  assert.deepEqual(verdicts(await weighed(noiseless, ordered)), ["holds", "does not hold"]);
});

Deno.test("claim 20 is open where one of both is: missing, few seeds", async () => {
  const missing = await weighed(ordered, () => undefined);
  assert.deepEqual(verdicts(missing), ["not tested", "not tested"]);
  assert.match(missing[0]!.why!, /KL, nats: seed 0 has no value/);
  assert.deepEqual(missing[0]!.agreement!.own, "holds");
  const few = await weighed(ordered, ordered, [0, 1]);
  assert.match(few[0]!.why!, /^2 seeds, an interval needs 3/);
});
