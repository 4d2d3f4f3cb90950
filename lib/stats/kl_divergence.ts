/** A Monte-Carlo Kullback-Leibler divergence. */
export interface KlDivergence {
  /** The divergence, nats. */
  readonly nats: number;
  /** How many of the density ratios were clipped. */
  readonly clipped: number;
}

const LOWEST_RATIO = 1e-7;
/** Density ratios are clipped to it, and to its reciprocal. */
export const HIGHEST_RATIO = 1e7;

/**
 * KL(q || a) from the densities q and a at points drawn from q: the mean of
 * log clip(q / a, 1e-7, 1e7), as in the released code (Fig. 2e). An active density that underflows to 0
 * gives the highest ratio. Throws where both are 0, which a point drawn from q cannot give.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const { nats, clipped } = klDivergence(Float64Array.of(1, 1), Float64Array.of(0.5, 0));
 * assert.equal(nats, (Math.log(2) + Math.log(1e7)) / 2);
 * assert.equal(clipped, 1);
 * ```
 */
export function klDivergence(quiescent: Float64Array, active: Float64Array): KlDivergence {
  if (quiescent.length !== active.length) {
    throw new Error(
      `Cannot compare densities: found ${quiescent.length} and ${active.length} points`,
    );
  }
  return meanLogRatio((i) => quiescent[i]!, active);
}

/**
 * KL(uniform || a) from the density a at points drawn uniformly from the square of side `width` metres;
 * the uniform joint density is 1 / width^2 (paper.md D2).
 */
export function klFromUniform(active: Float64Array, width: number): KlDivergence {
  return meanLogRatio(() => 1 / (width * width), active);
}

/**
 * The same as released: the uniform density of one axis, 1 / width, in place of the joint one. Larger by
 * log width where nothing is clipped.
 */
export function klFromUniformReleased(active: Float64Array, width: number): KlDivergence {
  return meanLogRatio(() => 1 / width, active);
}

/** KL(q || a) where point i counts `weights[i]` times; points of weight 0 are not looked at. */
export function weightedKlDivergence(
  quiescent: Float64Array,
  active: Float64Array,
  weights: Float64Array,
): number {
  let sum = 0, count = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    sum += weight * Math.log(clip(quiescent[i]! / active[i]!));
    count += weight;
  }
  return sum / count;
}

function clip(ratio: number): number {
  return Math.min(Math.max(ratio, LOWEST_RATIO), HIGHEST_RATIO);
}

function meanLogRatio(density: (point: number) => number, active: Float64Array): KlDivergence {
  let sum = 0, clipped = 0;
  for (let i = 0; i < active.length; i++) {
    const ratio = density(i) / active[i]!;
    if (Number.isNaN(ratio)) {
      throw new Error(
        `Cannot compare densities at point ${i}: found ${density(i)} and ${active[i]!}`,
      );
    }
    if (ratio < LOWEST_RATIO || ratio > HIGHEST_RATIO) clipped++;
    sum += Math.log(clip(ratio));
  }
  return { nats: sum / active.length, clipped };
}
