import { mean } from "../stats/summary.ts";
import type { UpdateSpectrum } from "./update_spectrum.ts";

/** Bands of components whose update predicts a factor on the noise. */
export const predictingBands = ["manifold", "transverse"] as const;
/** One of `predictingBands`. */
export type PredictingBand = typeof predictingBands[number];

/** Which factor on the noise of quiescence the learned update would make the best, over a band. */
export interface PredictedFactor {
  readonly band: PredictingBand;
  /** 2 beta, the factor in continuous time; the mean over networks, as all here. */
  readonly factor: number;
  /** Of discrete steps: sum k (2 - k) / sum (s^2 / lambda), of one component k (2 - k) lambda / s^2. */
  readonly discrete: number;
  /** 1 / k, steps that a mode remembers: it holds in windows that are longer. Infinite if modes do not decay. */
  readonly memory: number;
}

/** Predictions from the spectra of networks of one condition; none of a band that no network has. */
export function predictedFactors(spectra: readonly UpdateSpectrum[]): PredictedFactor[] {
  return predictingBands.flatMap((name) => {
    const found = spectra.flatMap(({ unit, spectrum }) => {
      const band = spectrum?.bands.find(({ band }) => band === name);
      if (spectrum == null || band === undefined) return [];
      const { slope: { value }, components } = band;
      if (value === null || components === 0) return [];
      const own = (values: readonly number[]) =>
        name === "manifold" ? values.slice(0, components) : values.slice(-components);
      const rates = own(spectrum.rate), variances = own(spectrum.variance);
      const step = unit * unit / spectrum.variance.length; // s^2
      const optimal = sum(variances.map((variance) => step / variance));
      return [{
        factor: 2 * value,
        discrete: sum(rates.map((rate) => rate * (2 - rate))) / optimal,
        rate: mean(rates),
      }];
    });
    if (found.length === 0) return [];
    const rate = mean(found.map((each) => each.rate));
    return [{
      band: name,
      factor: mean(found.map(({ factor }) => factor)),
      discrete: mean(found.map(({ discrete }) => discrete)),
      memory: rate > 0 ? 1 / rate : Infinity,
    }];
  });
}

/** "3 (discrete: 2.9; 1 / k: 100 steps)" */
export function predictionText({ factor, discrete, memory }: PredictedFactor): string {
  const steps = Number.isFinite(memory) ? `${Math.round(memory)} steps` : "no decay";
  return `${short(factor)} (discrete: ${short(discrete)}; 1 / k: ${steps})`;
}

const short = (value: number) => Number(value.toPrecision(2));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
