/** How the animal moves in its box (paper.md 2.1): Erdem & Hasselmo 2012, as in Sorscher et al. 2019. */
export interface SpatialMotion {
  /** Extent of the box in x, m; centred on the origin. */
  readonly boxWidth: number;
  /** Extent of the box in y, m; centred on the origin. */
  readonly boxHeight: number;
  /** Distance from a wall below which the animal avoids it, m. */
  readonly borderRegion: number;
  /** Factor on the speed while it avoids a wall. */
  readonly borderSlowFactor: number;
  /** dt, s. */
  readonly timeStep: number;
  /** Standard deviation of the turning rate g, rad/s. */
  readonly turnSigma: number;
  /** Scale b of the Rayleigh-distributed speed, m/s. */
  readonly speedScale: number;
  /** Share of the way to the anchor that is added to each step of a biased walk; 0 is unbiased. */
  readonly drift: number;
  /** Where a biased walk drifts to, [x, y], m. */
  readonly anchor: readonly [number, number];
}

/** The released code's motion, unbiased. The text gives a speed scale of 0.2 m/s (paper.md D4). */
export const defaultSpatialMotion: SpatialMotion = {
  boxWidth: 2.2,
  boxHeight: 2.2,
  borderRegion: 0.03,
  borderSlowFactor: 0.25,
  timeStep: 0.02,
  turnSigma: 11.52,
  // 0.26 pi; a product at top level would stay in every bundle.
  speedScale: 0.8168140899333463,
  drift: 0,
  anchor: [0, 0],
};
