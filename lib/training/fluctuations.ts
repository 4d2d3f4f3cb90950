import type { Noise } from "./noise.ts";

/** Means of the laws of xi. */
const means: Readonly<Record<Noise["law"], number>> = { none: 0, uniform: 0.5, gaussian: 0 };

/**
 * Scales the fluctuations of noise and leaves its mean: xi becomes c (xi - m) + m, in place. At c = 1 it
 * stays as it is, to the bit. Of noise with a mean (the released code's, paper.md D1), a larger sigma
 * also pushes harder; this does not.
 *
 * @param xi draws of this law, as `fillNoise` makes them
 * @param factor c, of the standard deviation
 */
export function scaleFluctuations(law: Noise["law"], factor: number, xi: Float32Array): void {
  const mean = means[law];
  for (let k = 0; k < xi.length; k++) xi[k] = factor * (xi[k]! - mean) + mean;
}
