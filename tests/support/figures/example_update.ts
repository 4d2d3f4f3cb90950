import { stream } from "../../../lib/random/stream.ts";
import { encodeInputGain } from "../../../lib/results/input_gain.ts";
import { encodeKickResponses } from "../../../lib/results/kick_response.ts";
import type { Measured } from "../../../lib/results/measured.ts";
import { encodeUpdateSpectrum, spectrumBands } from "../../../lib/results/update_spectrum.ts";
import { updatedConditions, updatedKinds } from "../../../lib/results/updated_network.ts";
import type { UpdatedNetwork } from "../../../lib/results/updated_network.ts";
import type { ExampleSizes } from "./example_action.ts";

const UNITS = 40;

/** Figure S2 and Table S2: every network, leaks and a little noise. */
export function learnedUpdates({ networks }: ExampleSizes) {
  const all = Array.from({ length: networks }, (_, seed) => networksOf(seed)).flat();
  const inputs = {
    spectrum: all.map(spectrum),
    kicks: all.map(kicks),
    gain: all.map(gain),
  };
  return {
    figS2a: { parameters: {}, inputs: { spectrum: inputs.spectrum } },
    figS2b: { parameters: {}, inputs: { kicks: inputs.kicks } },
    figS2c: { parameters: {}, inputs: { gain: inputs.gain } },
    tableS2: { parameters: {}, inputs: { spectrum: inputs.spectrum, gain: inputs.gain } },
  };
}

function networksOf(seed: number): UpdatedNetwork[] {
  return updatedKinds.flatMap((kind) => {
    const alpha = kind === "head direction" ? 0.5 : 0.2;
    const conditions = kind === "spatial" ? updatedConditions : ["U^σ", "B^σ"] as const;
    return conditions.map((condition) => ({ seed, kind, condition, alpha }));
  });
}

function measuresOf({ seed, kind, condition }: UpdatedNetwork) {
  const draws = stream("example figures", "update", kind, condition, seed);
  return (value: number): Measured => {
    const moved = value + 0.03 * draws.normal();
    return { value: moved, error: 0.03, low: moved - 0.06, high: moved + 0.06 };
  };
}

function spectrum(network: UpdatedNetwork): Uint8Array<ArrayBuffer> {
  const measured = measuresOf(network), noisy = network.condition.endsWith("σ");
  const variance = Array.from({ length: UNITS }, (_, i) => 0.1 * 0.8 ** i);
  // One of the components goes the wrong way.
  const beta = variance.map((_, i) => i === 2 ? -0.2 : measured(0.6 + 3 * 0.7 ** i).value!);
  return encodeUpdateSpectrum({
    ...network,
    ...{ trajectories: 40, from: 5, to: 20, unit: 0.02, inverseMisfit: 0.9 },
    drift: measured(0.3).value!,
    size: measured(0.8).value!,
    spectrum: noisy
      ? {
        variance,
        rate: beta.map((value, i) => value * 1e-5 / variance[i]!),
        beta,
        better: "mixture",
        bands: spectrumBands.map((band, i) => ({
          band,
          components: [UNITS, 8, 12, 20][i]!,
          slope: measured(1.5 - 0.2 * i),
          cosine: measured(0.3),
          mixtureSlope: measured(1.2),
          mixtureCosine: measured(0.35),
          updateLoss: measured(1.02),
          // Along the manifold there is nothing to take off.
          linearLoss: { ...measured(0.8), ...(band === "manifold" ? { value: 0.99 } : {}) },
          mixtureLoss: { ...measured(0.78), ...(band === "manifold" ? { value: 0.98 } : {}) },
          efficiency: measured(-0.1),
        })),
      }
      : null,
  });
}

function kicks(network: UpdatedNetwork): Uint8Array<ArrayBuffer> {
  const measured = measuresOf(network), { alpha, condition } = network;
  const lags = Array.from({ length: 10 }, (_, i) => i + 1);
  const rest = condition === "R^σ" ? 0 : 0.4;
  const along = lags.map((l) => measured(rest + (1 - rest) * (1 - alpha) ** l));
  return encodeKickResponses({
    ...network,
    trajectories: 40,
    at: 8,
    manifold: { overlap: along, norm: along.map(({ value }) => measured(value! + 0.3)) },
    transverse: {
      overlap: lags.map((l) => measured((1 - alpha) ** l)),
      norm: lags.map((l) => measured((1 - alpha) ** l)),
    },
  });
}

function gain(network: UpdatedNetwork): Uint8Array<ArrayBuffer> {
  const measured = measuresOf(network);
  const full = network.condition === "R^σ" ? 0 : 0.7;
  const lags = Array.from({ length: 10 }, (_, i) => i + 1);
  return encodeInputGain({
    ...network,
    ...{ trajectories: 40, from: 5, to: 20, times: 3, unit: 0.02 },
    evenShare: measured(0.05),
    tracking: measured(0.6),
    slope: lags.map((l) => measured(full * (1 - 0.6 ** l))),
    cosine: lags.map((l) => measured(full * (1 - 0.4 ** l))),
    size: measured(0.5).value!,
    drift: measured(0.05).value!,
    openGate: network.kind === "GRU" ? 0.45 : null,
  });
}
