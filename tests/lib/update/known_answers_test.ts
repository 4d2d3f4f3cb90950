import assert from "node:assert/strict";
import { activeMoments } from "../../../lib/update/active_moments.ts";
import type { ActiveNetwork } from "../../../lib/update/active_network.ts";
import { compareUpdates } from "../../../lib/update/compare_updates.ts";
import { ridgeMap } from "../../../lib/update/denoisers.ts";
import { inputResponse } from "../../../lib/update/input_gain.ts";
import { kickResponse, kicks } from "../../../lib/update/kick_response.ts";
import { bandsOf } from "../../../lib/update/bands.ts";
import { assertClose } from "../../support/assert_close.ts";
import { knownNetwork } from "../../support/linear_network.ts";

/** Without cells that say anything, the mixture is about one centre. */
function compared(active: ActiveNetwork) {
  const moments = activeMoments(active, 5);
  return { moments, sums: compareUpdates(active, moments, 1e-3) };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value) / values.length;

Deno.test("20 independent AR(1) give the spectrum and the noise losses that follow (beyond.md A)", () => {
  const rates = Array.from({ length: 20 }, (_, i) => 0.05 * (i + 1));
  const noise = { law: "gaussian", sigma: 0.1 } as const;
  const { sums, moments } = compared(knownNetwork({ rates, noise, count: 1000, steps: 201 }));
  const { rate, beta } = sums.spectrum();
  // The slowest is the leading component. Neighbours with nearly equal variances are mixed among
  // themselves: those of rates from 0.05 to 0.3 are not.
  assertClose(rate.subarray(0, 1), [0.05], { relative: 0.03 });
  assertClose(beta.subarray(0, 1), [1 / 1.95], { relative: 0.03 });
  assertClose(beta.subarray(1, 6), rates.slice(1, 6).map((k) => 1 / (2 - k)), { relative: 0.01 });
  assertClose([mean([...beta])], [mean(rates.map((k) => 1 / (2 - k)))], { relative: 0.01 });
  const { all } = sums.bands();
  const updateLoss = mean(rates.map((k) => 1 - 2 * k + k / (2 - k)));
  const linearLoss = mean(rates.map((k) => (1 - k) ** 2));
  const slope = mean(rates) / mean(rates.map((k) => k * (2 - k)));
  assert.deepEqual(
    [updateLoss, linearLoss, slope].map((value) => value.toFixed(3)),
    ["0.362", "0.309", "0.759"],
  );
  assertClose([all.updateLoss, all.linearLoss, all.slope], [updateLoss, linearLoss, slope], {
    relative: 0.01,
  });
  // A mixture about one centre is the linear denoiser.
  assertClose([all.mixtureLoss], [all.linearLoss], { relative: 1e-3 });
  assertClose([all.efficiency], [(1 - updateLoss) / (1 - linearLoss)], { relative: 0.01 });
  const square = mean(rates.map((k) => k / (2 - k))) * 20 * 0.01;
  assertClose([moments.rmsUpdate], [Math.sqrt(square)], { relative: 0.01 });
});

for (const [alpha, law] of [[0.2, "uniform"], [0.5, "gaussian"]] as const) {
  Deno.test(`a network of leak ${alpha} alone, ${law} noise, has what follows for it (beyond.md A1)`, () => {
    const noise = { law, sigma: 0.1 }, mean = law === "uniform" ? 0.05 : 0;
    const rates = Array.from({ length: 12 }, () => alpha);
    const active = knownNetwork({ rates, noise, count: 500, steps: 230, from: 30 });
    const { sums, moments } = compared(active);
    const { all } = sums.bands();
    assertClose(
      [all.updateLoss, all.linearLoss, all.efficiency, all.slope],
      [
        1 - 2 * alpha + alpha / (2 - alpha),
        (1 - alpha) ** 2,
        (3 - 2 * alpha) / (2 - alpha) ** 2,
        1 / (2 - alpha),
      ],
      { relative: 0.01 },
    );
    assertClose(sums.spectrum().beta, rates.map(() => 1 / (2 - alpha)), { relative: 0.05 });
    // v goes along the denoiser, and with m there is no mean drift.
    assertClose([all.cosine], [1], { absolute: 0.01 });
    assertClose(moments.meanUpdate, rates.map(() => 0), { absolute: 0.01 * mean + 1e-3 });
  });
}

Deno.test("a kick decays with the leak and keeps its direction (beyond.md A2)", () => {
  const alpha = 0.2, rates = Array.from({ length: 12 }, () => alpha);
  const start = rates.map((_, i) => i < 2 ? 3 : 0.1);
  const noise = { law: "uniform", sigma: 0.1 } as const;
  const active = knownNetwork({ rates, noise, count: 50, steps: 12, start });
  const { pca } = activeMoments(active, 1);
  const found = kickResponse(active, pca, { at: 3, lags: 5 });
  for (const band of ["manifold", "transverse"] as const) {
    const expected = [1, 2, 3, 4, 5].map((l) => (1 - alpha) ** l);
    const measures = found[band]!.measures();
    assertClose(measures.map(({ slope }) => slope), expected, { relative: 1e-3 });
    assertClose(measures.map(({ norm }) => norm), expected, { relative: 1e-3 });
  }
});

Deno.test("kicks are s sqrt(H) long and stay in their band, which goes on as it does", () => {
  // Two units that keep what they have are the manifold; ten quick ones are transverse.
  const rates = Array.from({ length: 12 }, (_, i) => i < 2 ? 0 : 0.5);
  const start = rates.map((_, i) => i < 2 ? 3 : 0.1);
  const noise = { law: "gaussian", sigma: 0.1 } as const;
  const active = knownNetwork({ rates, noise, count: 50, steps: 12, start });
  const { pca } = activeMoments(active, 1);
  const vectors = kicks(active, pca, "transverse", bandsOf(pca.explainedVariance, 0.01));
  for (let n = 0; n < 50; n++) {
    const kick = vectors.subarray(12 * n, 12 * (n + 1));
    assertClose([Math.hypot(...kick)], [0.1 * Math.sqrt(12)], { relative: 1e-5 });
    const leading = pca.components.subarray(0, 12);
    assertClose([kick.reduce((sum, x, i) => sum + x * leading[i]!, 0)], [0], { absolute: 1e-6 });
  }
  const { manifold, transverse } = kickResponse(active, pca, { at: 3, lags: 4 });
  const slopes = (sums: typeof manifold) => sums!.measures().map(({ slope }) => slope);
  // Components are found from few states, and so are a little mixed.
  assertClose(slopes(manifold), [1, 1, 1, 1], { absolute: 0.02 });
  assertClose(slopes(transverse), [0.5, 0.25, 0.125, 0.0625], { absolute: 0.02 });
});

Deno.test("kickResponse() leaves a band without components out", () => {
  const noise = { law: "gaussian", sigma: 0.1 } as const;
  const active = knownNetwork({ rates: [0.5, 0.5], noise, count: 6, steps: 5, start: [9, 9] });
  const { pca } = activeMoments(active, 1);
  assert.deepEqual(Object.keys(kickResponse(active, pca, { at: 1, lags: 2 })), ["manifold"]);
});

const turns = (n: number, t: number) => (n % 2 === 0 ? 1 : -1) * (1 + t % 3) / 10;
const hearing = { rates: [0.1, 0.1, 0.1], count: 40, steps: 12, input: turns };

Deno.test("a network that adds its input to what decays tracks it at once and forgets it (beyond.md A3)", () => {
  const noise = { law: "uniform", sigma: 0.01 } as const;
  const active = knownNetwork({ ...hearing, noise, heard: ([u]) => u! });
  const { all } = activeMoments(active, 1);
  const found = inputResponse(active, ridgeMap(all, 1e-3), { times: 3, lags: 4 });
  const gain = found.gain.measures();
  assertClose(gain.map(({ slope }) => slope), [1, 0.9, 0.81, 0.729], { relative: 1e-4 });
  assertClose(gain.map(({ cosine }) => cosine), [1, 1, 1, 1], { absolute: 1e-5 });
  assertClose([found.even.measures()[0]!.norm, found.meanEven], [0, 0], { absolute: 1e-6 });
  assertClose([found.tracking.measures()[0]!.cosine], [1], { absolute: 1e-2 });
  const square = (0.01 + 0.04 + 0.09) / 3; // nearly: 11 times are not a multiple of 3
  assertClose([found.rmsInput], [Math.sqrt(3 * square)], { relative: 0.05 });
});

Deno.test("half the energy of an input that is rectified is even", () => {
  const noise = { law: "none", sigma: 0 } as const;
  const active = knownNetwork({
    ...hearing,
    noise,
    start: [1, 1, 1],
    heard: ([u]) => Math.max(0, u!),
  });
  const { all } = activeMoments(active, 1);
  const found = inputResponse(active, ridgeMap(all, 1e-3), { times: 3, lags: 1 });
  assertClose([found.even.measures()[0]!.norm ** 2], [0.5], { relative: 1e-5 });
  const sizes = Array.from({ length: 11 }, (_, i) => (1 + (i + 1) % 3) / 10);
  assertClose([found.meanEven], [Math.sqrt(3) * mean(sizes) / 2], { relative: 1e-5 });
});
