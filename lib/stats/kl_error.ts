import type { Stream } from "../random/stream.ts";
import { weightedKlDivergence } from "./kl_divergence.ts";
import { resampledErrors } from "./resampled_error.ts";

/** What each trajectory adds to a density at points, [trajectories, points]. */
export type Shares = readonly Float64Array[];

/** A density at points that were drawn from it. */
export interface DrawnFrom {
  readonly shares: Shares;
  /** The trajectory that each point was drawn around. */
  readonly origins: ArrayLike<number>;
}

/**
 * The standard errors of KL(q || a) for densities a at the same points, from resamples of whole
 * trajectories of both. Points are drawn as often as their trajectory; the kernels stay as they are. q is
 * made of trajectories, or known (uniform).
 */
export function klErrors(
  q: DrawnFrom | { readonly density: number },
  active: readonly Shares[],
  stream: Stream,
): number[] {
  const points = active[0]?.[0]?.length ?? 0;
  const known = "density" in q;
  const fixed = new Float64Array(points).fill(known ? q.density : 0);
  const once = new Float64Array(points).fill(1);
  const sizes = [...(known ? [] : [q.shares.length]), ...active.map((shares) => shares.length)];
  return resampledErrors(sizes, stream, (...drawn) => {
    const ofQ = known ? undefined : drawn.shift()!; // one for each size
    const density = known ? fixed : weightedSum(q.shares, ofQ!, points);
    const weights = known ? once : Float64Array.from(q.origins, (origin) => ofQ![origin]!);
    return active.map((shares, i) =>
      weightedKlDivergence(density, weightedSum(shares, drawn[i]!, points), weights)
    );
  });
}

function weightedSum(shares: Shares, weights: Float64Array, points: number): Float64Array {
  const sum = new Float64Array(points);
  shares.forEach((share, trajectory) => {
    const weight = weights[trajectory]!;
    if (weight === 0) return;
    for (let i = 0; i < points; i++) sum[i]! += weight * share[i]!;
  });
  return sum;
}
