import type { Noise } from "../training/noise.ts";

/** The moments of the noise as it is added to a unit in a step. */
export interface NoiseMoments {
  /** m: 0.5 sigma of the uniform law, 0 of the normal one */
  readonly mean: number;
  /** s^2: sigma^2 / 12 of the uniform law, sigma^2 of the normal one */
  readonly variance: number;
}

/** Mean and variance of sigma xi, see `Noise`. */
export function noiseMoments({ law, sigma }: Noise): NoiseMoments {
  if (law === "none") return { mean: 0, variance: 0 };
  return law === "uniform"
    ? { mean: sigma / 2, variance: sigma * sigma / 12 }
    : { mean: 0, variance: sigma * sigma };
}
