/** Directions of state space, by how much the active states vary along them. */
export const bandNames = ["manifold", "middle", "transverse"] as const;
/** One of `bandNames`. */
export type BandName = typeof bandNames[number];

/** Share of the variance that the manifold holds. */
export const MANIFOLD = 0.9;
/** Below so many times the noise's variance a direction is transverse. */
export const TRANSVERSE = 10;

/**
 * The band of each principal component, from its variance, falling: "manifold" up to 90 % of the total;
 * of the others "transverse" below ten times the variance of a step's noise, "middle" above.
 */
export function bandsOf(variances: ArrayLike<number>, noise: number): BandName[] {
  const all = Array.from(variances);
  const total = all.reduce((sum, value) => sum + value, 0);
  let before = 0;
  return all.map((value) => {
    const leading = before < MANIFOLD * total;
    before += value;
    return leading ? "manifold" : value < TRANSVERSE * noise ? "transverse" : "middle";
  });
}
