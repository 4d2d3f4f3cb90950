import type { NdArray } from "../../lib/array.ts";
import { circularWasserstein } from "../../lib/stats/circular_wasserstein.ts";
import {
  planeDirections,
  projectedQuantiles,
  slicedWasserstein,
} from "../../lib/stats/sliced_wasserstein.ts";

type Points = NdArray<Float32Array>;

/**
 * The distance of points from all of activity: sliced Wasserstein of order 1 in the plane, [n, T, 2], or
 * Wasserstein of order 1 on the circle, [n, T].
 */
export function activityDistance(active: Points): (points: Points) => number {
  if (active.shape.length === 2) return ({ data }) => circularWasserstein(data, active.data);
  const directions = planeDirections();
  const projected = projectedQuantiles(active, directions);
  return (points) => slicedWasserstein(projectedQuantiles(points, directions), projected, 1);
}
