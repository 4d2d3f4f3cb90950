/** How the animal turns its head (paper.md 2.2). */
export interface HeadDirectionMotion {
  /** dt, s. */
  readonly timeStep: number;
  /** Standard deviation of the turning rate g, rad/s. */
  readonly turnSigma: number;
  /** Whether every turn is counter-clockwise: |g| in place of g. */
  readonly biased: boolean;
}

/** The motion of text and released code, unbiased. */
export const defaultHeadDirectionMotion: HeadDirectionMotion = {
  timeStep: 0.02,
  turnSigma: 11.52,
  biased: false,
};
