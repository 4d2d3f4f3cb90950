import type { Stream } from "../random/stream.ts";
import { foldAngle } from "../stats/circular.ts";
import type { HeadDirectionMotion } from "./head_direction_motion.ts";
import type { Trajectories } from "./trajectories.ts";

/** Everything random in `count` walks of `steps` turns; units as they are used. */
export interface HeadingDraws {
  readonly count: number;
  readonly steps: number;
  /** [n], rad */
  readonly start: Float64Array;
  /** [n, T], rad/s, of either sign */
  readonly turns: Float64Array;
}

/** Walks on the circle in double precision. */
export interface HeadingWalk {
  readonly count: number;
  readonly steps: number;
  /** [n, T + 1], rad, not wrapped: headings[t + 1] = headings[t] + updates[t] */
  readonly headings: Float64Array;
  /** [n, T], rad */
  readonly updates: Float64Array;
}

/**
 * Draws `count` walks. Starts and turns come from streams of their own, so that walks with other
 * motion can share the starts.
 */
export function drawHeadings(
  { count, steps }: { readonly count: number; readonly steps: number },
  { turnSigma }: HeadDirectionMotion,
  { starts, moves }: { readonly starts: Stream; readonly moves: Stream },
): HeadingDraws {
  const start = new Float64Array(count), turns = new Float64Array(count * steps);
  for (let n = 0; n < count; n++) start[n] = 2 * Math.PI * starts.uniform();
  moves.fillNormal(turns);
  for (let k = 0; k < turns.length; k++) turns[k]! *= turnSigma;
  return { count, steps, start, turns };
}

/** The walks that follow from the draws. */
export function walkHeadings(
  { count, steps, start, turns }: HeadingDraws,
  { timeStep, biased }: HeadDirectionMotion,
): HeadingWalk {
  const updates = turns.map((turn) => timeStep * (biased ? Math.abs(turn) : turn));
  const headings = new Float64Array(count * (steps + 1));
  for (let n = 0, at = 0, k = 0; n < count; n++) {
    let heading = start[n]!;
    headings[at++] = heading;
    for (let t = 0; t < steps; t++) headings[at++] = heading += updates[k++]!;
  }
  return { count, steps, headings, updates };
}

/** What the network is shown of the walks: all of them, with bearings wrapped to [-pi, pi). */
export function headDirectionTrajectories(
  { count, steps, headings, updates }: HeadingWalk,
): Trajectories {
  return {
    count,
    steps,
    coordinates: {
      shape: [count, steps + 1, 1],
      data: new Float32Array(headings.map(foldAngle)),
    },
    updates: { shape: [count, steps, 1], data: new Float32Array(updates) },
  };
}
