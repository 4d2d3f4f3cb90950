/**
 * The quantile of sorted values at a fraction in [0, 1], linear between neighbours
 * (numpy.quantile's default). Throws if there are none.
 */
export function quantile(sorted: ArrayLike<number>, fraction: number): number {
  if (sorted.length === 0) throw new RangeError("Cannot take a quantile of no values");
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}
