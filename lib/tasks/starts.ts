import type { Stream } from "../random/stream.ts";
import { foldAngle } from "../stats/circular.ts";

/** Standard deviation of each coordinate of starts about the centre of the box, m. */
export const NEAR_CENTRE = 0.15;

/** Standard deviation of starts about bearing 0, rad. */
export const NEAR_ZERO = 0.3;

/** Where trajectories start that do not start like those of the task. */
export type StartLaw = "centre" | "uniform";

/**
 * Draws where n trajectories start in a box centred on the origin, [n, 2] in metres: normal about its
 * centre and clipped to it, or uniform.
 */
export function drawPositions(
  law: StartLaw,
  count: number,
  { boxWidth, boxHeight }: { readonly boxWidth: number; readonly boxHeight: number },
  random: Stream,
): Float32Array<ArrayBuffer> {
  const coordinate = (extent: number): number =>
    law === "uniform"
      ? extent * (random.uniform() - 0.5)
      : Math.max(-extent / 2, Math.min(extent / 2, NEAR_CENTRE * random.normal()));
  const starts = new Float32Array(2 * count);
  for (let i = 0; i < starts.length; i += 2) {
    starts[i] = coordinate(boxWidth);
    starts[i + 1] = coordinate(boxHeight);
  }
  return starts;
}

/** Draws the bearings that n trajectories start at, rad in [-pi, pi): normal about 0, or uniform. */
export function drawBearings(
  law: StartLaw,
  count: number,
  random: Stream,
): Float32Array<ArrayBuffer> {
  const bearing = (): number =>
    law === "uniform" ? 2 * Math.PI * random.uniform() : NEAR_ZERO * random.normal();
  return Float32Array.from({ length: count }, () => foldAngle(bearing()));
}
