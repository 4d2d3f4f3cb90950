import assert from "node:assert/strict";
import type { NoiseFactor } from "../../../lib/results/noise_factor.ts";
import type { UpdateSpectrum } from "../../../lib/results/update_spectrum.ts";
import { depth, twoAmongBest } from "../../../stages/beyond_claims/noise_factor.ts";

const factors = [0, 1, 2, 8];

/** A network of each seed, with these distances of states late in quiescence. */
function networks(late: readonly (readonly number[])[], floor: readonly number[]) {
  const noiseFactor = late.map((state, seed): NoiseFactor => {
    const window = {
      state,
      sliced: state,
      energy: state,
      peak: state,
      jumps: state,
      resampled: [],
    };
    const other = factors.map((factor) => factor);
    const sweep = {
      early: { ...window, state: other },
      course: { step: [], leading: [], rest: [] },
    };
    return {
      seed,
      network: "B^σ",
      factors,
      windows: { early: { from: 0, to: 2 }, late: { from: 5, to: 10 } },
      floor: { state: floor[seed]!, sliced: 0, energy: 0 },
      frozen: { state: 1, sliced: 1, energy: 1 },
      sweeps: [
        { ...sweep, mean: "kept", late: { ...window, state: other } },
        { ...sweep, mean: "scaled", late: window },
      ],
    };
  });
  return {
    seeds: late.map((_, seed) => seed),
    updateSpectrum: [],
    noiseFactor,
  };
}

const late = { network: "B^σ", window: "late" } as const;

Deno.test("claim 18 takes the distance at the nearer of 0 and 8 less that at 2, over the floor's SD", () => {
  const all = networks([[0.9, 0.4, 0.3, 0.7], [0.5, 0.4, 0.3, 0.8], [0.5, 0.4, 0.3, 0.8]], [
    0,
    0.1,
    0.2,
  ]);
  assert.ok(Math.abs(depth(all, 0, late)!.value - 4) < 1e-12);
  assert.ok(Math.abs(depth(all, 1, late)!.value - 2) < 1e-12);
  assert.equal(depth(all, 7, late), undefined);
  assert.equal(depth(all, 0, { network: "U^σ", window: "late" }), undefined);
  assert.ok(depth(all, 0, { network: "B^σ", window: "early" })!.value < 0, "another window");
});

Deno.test("claim 18 is not weighed by a sweep without the factors that it names", () => {
  const [first, ...rest] =
    networks([[0.9, 0.4, 0.3, 0.7], [0.5, 0.4, 0.3, 0.8]], [0, 0.1]).noiseFactor;
  const all = { ...networks([], []), noiseFactor: [{ ...first!, factors: [0, 1, 2, 4] }, ...rest] };
  assert.equal(depth(all, 0, late), undefined);
});

Deno.test("claim 18 asks that 2 is not told from the best factor", () => {
  const best = networks([[0.9, 0.4, 0.3, 0.7], [0.5, 0.4, 0.3, 0.8]], [0, 0.1]);
  assert.equal(twoAmongBest(best, late)!.holds, true);
  const worse = networks([[0.9, 0.2, 0.3, 0.7], [0.5, 0.2, 0.31, 0.8]], [0.1, 0.101]);
  assert.deepEqual(twoAmongBest(worse, late), {
    holds: false,
    finding: "optimum 1 [1, 1]; not distinguishable from it: 1",
  });
  assert.equal(twoAmongBest(networks([[0.9, 0.2, 0.3, 0.7]], [0]), late), undefined, "of one seed");
  assert.equal(twoAmongBest(networks([], []), late), undefined);
});

Deno.test("claim 18 prints beside the optimum what the learned update predicts", () => {
  const of = (value: number) => ({ value, error: null, low: null, high: null });
  const band = (band: "manifold" | "transverse", components: number, slope: number) => {
    const others = { cosine: of(0), mixtureSlope: of(0), mixtureCosine: of(0), efficiency: of(0) };
    const losses = { updateLoss: of(1), linearLoss: of(1), mixtureLoss: of(1) };
    return { band, components, slope: of(slope), ...others, ...losses };
  };
  const spectrum = (seed: number, slope: number): UpdateSpectrum => ({
    ...{ seed, kind: "spatial", condition: "B^σ", alpha: 0.2, trajectories: 9, from: 1, to: 2 },
    ...{ unit: 1, drift: 0, size: 1, inverseMisfit: 0 },
    spectrum: {
      variance: [9, 1, 1],
      rate: [0.01, 0.1, 0.3],
      beta: [1, 1, 1],
      better: "linear",
      bands: [band("manifold", 1, slope), band("transverse", 2, 0.6)],
    },
  });
  const distances = [[0.9, 0.4, 0.3, 0.7], [0.5, 0.4, 0.3, 0.8]];
  const all = {
    ...networks(distances, [0, 0.1]),
    updateSpectrum: [spectrum(0, 1), spectrum(1, 2)],
  };
  assert.match(
    twoAmongBest(all, late)!.finding,
    /; predicted 2 β, manifold: 3 \(discrete: 0.54; 1 \/ k: 100 steps\); predicted 2 β, transverse: 1.2 \(discrete: 1.1; 1 \/ k: 5 steps\)$/,
  );
});
