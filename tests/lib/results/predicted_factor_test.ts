import assert from "node:assert/strict";
import { predictedFactors, predictionText } from "../../../lib/results/predicted_factor.ts";
import type { UpdateSpectrum } from "../../../lib/results/update_spectrum.ts";

/** Of three components, the first on the manifold and two across; s^2 is 1 / 3. */
function spectrum(
  rate: readonly number[],
  variance: readonly number[],
  slopes: readonly [manifold: number | null, transverse: number],
): UpdateSpectrum {
  const of = (value: number | null) => ({ value, error: null, low: null, high: null });
  const none = of(null);
  const others = {
    ...{ cosine: none, mixtureSlope: none, mixtureCosine: none, efficiency: none },
    ...{ updateLoss: none, linearLoss: none, mixtureLoss: none },
  };
  return {
    ...{ seed: 0, kind: "spatial", condition: "U^σ", alpha: 0.2, trajectories: 9, from: 1, to: 2 },
    ...{ unit: 1, drift: 0, size: 1, inverseMisfit: 0 },
    spectrum: {
      variance,
      rate,
      beta: [1, 1, 1],
      better: "linear",
      bands: [
        { band: "manifold", components: 1, slope: of(slopes[0]), ...others },
        { band: "transverse", components: 2, slope: of(slopes[1]), ...others },
      ],
    },
  };
}

const close = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 1e-12, `found ${found}, expected ${expected}`);

Deno.test("predictedFactors() takes 2 for AR(1) units whose inputs add as much variance as the noise", () => {
  // lambda = 2 s^2 / (k (2 - k)): the optimum of discrete steps is 2, whatever k (beyond.md B).
  const rate = [0.05, 0.2, 0.4];
  const variance = rate.map((k) => 2 / 3 / (k * (2 - k)));
  for (const { discrete } of predictedFactors([spectrum(rate, variance, [1, 1])])) {
    close(discrete, 2);
  }
});

Deno.test("predictedFactors() takes 2 beta and 1 / k of each band, means over networks", () => {
  const all = [
    spectrum([0.01, 0.1, 0.3], [9, 1, 1], [1, 0.6]),
    spectrum([0.03, 0.1, 0.3], [9, 1, 1], [2, 0.8]),
  ];
  const [manifold, transverse] = predictedFactors(all);
  assert.deepEqual([manifold!.band, transverse!.band], ["manifold", "transverse"]);
  close(manifold!.factor, 3);
  close(manifold!.memory, 50);
  close(transverse!.factor, 1.4);
  close(transverse!.memory, 5);
  close(transverse!.discrete, (0.1 * 1.9 + 0.3 * 1.7) / (2 / 3));
});

Deno.test("predictedFactors() says that modes which do not decay remember for ever", () => {
  const [manifold] = predictedFactors([spectrum([-0.01, 0.1, 0.3], [9, 1, 1], [-0.5, 0.6])]);
  assert.equal(manifold!.memory, Infinity);
  assert.match(predictionText(manifold!), /^-1 \(discrete: -0\.54; 1 \/ k: no decay\)$/);
});

Deno.test("predictedFactors() leaves out bands and networks without a slope", () => {
  const { spectrum: _, ...network } = spectrum([0.1, 0.1, 0.1], [1, 1, 1], [1, 1]);
  assert.deepEqual(predictedFactors([{ ...network, spectrum: null }]), []);
  const bands = predictedFactors([spectrum([0.1, 0.1, 0.1], [1, 1, 1], [null, 1])]);
  assert.deepEqual(bands.map(({ band }) => band), ["transverse"]);
});
