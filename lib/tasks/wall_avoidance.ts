import { foldAngle } from "../stats/circular.ts";
import type { SpatialMotion } from "./spatial_motion.ts";

/**
 * The turn away from the nearest wall, in radians, or `undefined` if that wall is further off than
 * the border region or behind the animal. Walls in the order right, top, left, bottom; the first one
 * on a tie. Outside the box the distance is negative, so the wall counts as near.
 *
 * @param heading in radians, of any number of turns
 */
export function wallTurn(
  x: number,
  y: number,
  heading: number,
  { boxWidth, boxHeight, borderRegion }: SpatialMotion,
): number | undefined {
  let distance = boxWidth / 2 - x, wall = 0;
  const top = boxHeight / 2 - y, left = boxWidth / 2 + x, bottom = boxHeight / 2 + y;
  if (top < distance) distance = top, wall = 1;
  if (left < distance) distance = left, wall = 2;
  if (bottom < distance) distance = bottom, wall = 3;
  if (!(distance < borderRegion)) return undefined;
  const bearing = foldAngle(heading - wall * (Math.PI / 2));
  if (!(Math.abs(bearing) < Math.PI / 2)) return undefined;
  return Math.sign(bearing) * (Math.PI / 2 - Math.abs(bearing));
}
