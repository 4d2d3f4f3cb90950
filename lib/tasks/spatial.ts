import type { Stream } from "../random/stream.ts";
import type { SpatialMotion } from "./spatial_motion.ts";
import type { Trajectories } from "./trajectories.ts";
import { wallTurn } from "./wall_avoidance.ts";

/** Everything random in `count` walks of `steps` + 1 steps; units as they are used. */
export interface WalkDraws {
  readonly count: number;
  readonly steps: number;
  /** [n], m */
  readonly x: Float64Array;
  /** [n], m */
  readonly y: Float64Array;
  /** [n], rad */
  readonly heading: Float64Array;
  /** [n, T + 1], rad/s */
  readonly turns: Float64Array;
  /** [n, T + 1], m/s */
  readonly speeds: Float64Array;
}

/** Walks in double precision, their first step included: the network never sees that one. */
export interface Walk {
  readonly count: number;
  readonly steps: number;
  /** [n, T + 2, 2], m */
  readonly positions: Float64Array;
  /** [n, T + 1, 2], m: positions[t + 1] = positions[t] + updates[t] */
  readonly updates: Float64Array;
  /** [n, T + 2], rad, not wrapped */
  readonly headings: Float64Array;
}

/**
 * Draws `count` walks. Starts and motion come from streams of their own, so that walks with other
 * motion can share the starts.
 */
export function drawWalks(
  { count, steps }: { readonly count: number; readonly steps: number },
  motion: SpatialMotion,
  { starts, moves }: { readonly starts: Stream; readonly moves: Stream },
): WalkDraws {
  const x = new Float64Array(count), y = new Float64Array(count), heading = new Float64Array(count);
  for (let n = 0; n < count; n++) {
    x[n] = motion.boxWidth * (starts.uniform() - 0.5);
    y[n] = motion.boxHeight * (starts.uniform() - 0.5);
    heading[n] = 2 * Math.PI * starts.uniform();
  }
  const turns = new Float64Array(count * (steps + 1)), speeds = new Float64Array(turns.length);
  moves.fillNormal(turns);
  for (let k = 0; k < turns.length; k++) {
    turns[k]! *= motion.turnSigma;
    speeds[k] = moves.rayleigh(motion.speedScale);
  }
  return { count, steps, x, y, heading, turns, speeds };
}

/** The walks that follow from the draws. Positions are not clipped; a wall turns the next step. */
export function walk(draws: WalkDraws, motion: SpatialMotion): Walk {
  const { count, steps } = draws;
  const { timeStep, drift, anchor } = motion;
  const positions = new Float64Array(count * (steps + 2) * 2);
  const updates = new Float64Array(count * (steps + 1) * 2);
  const headings = new Float64Array(count * (steps + 2));
  for (let n = 0; n < count; n++) {
    let x = draws.x[n]!, y = draws.y[n]!, heading = draws.heading[n]!;
    let at = n * (steps + 2);
    for (let t = 0, k = n * (steps + 1); t <= steps; t++, k++, at++) {
      positions[2 * at] = x;
      positions[2 * at + 1] = y;
      headings[at] = heading;
      const turn = wallTurn(x, y, heading, motion);
      const slowing = turn === undefined ? 1 : motion.borderSlowFactor;
      const length = draws.speeds[k]! * slowing * timeStep;
      const dx = length * Math.cos(heading) + drift * (anchor[0] - x);
      const dy = length * Math.sin(heading) + drift * (anchor[1] - y);
      updates[2 * k] = dx;
      updates[2 * k + 1] = dy;
      x += dx;
      y += dy;
      heading += (turn ?? 0) + timeStep * draws.turns[k]!;
    }
    positions[2 * at] = x;
    positions[2 * at + 1] = y;
    headings[at] = heading;
  }
  return { count, steps, positions, updates, headings };
}

/** What the network is shown of the walks: all but their first step. */
export function spatialTrajectories({ count, steps, positions, updates }: Walk): Trajectories {
  return {
    count,
    steps,
    coordinates: { shape: [count, steps + 1, 2], data: dropFirst(positions, count) },
    updates: { shape: [count, steps, 2], data: dropFirst(updates, count) },
  };
}

/** Leaves out the first pair of each of `count` equally long runs of pairs. */
function dropFirst(pairs: Float64Array, count: number): Float32Array {
  const run = pairs.length / count;
  const out = new Float32Array(pairs.length - 2 * count);
  for (let n = 0; n < count; n++) {
    out.set(pairs.subarray(n * run + 2, (n + 1) * run), n * (run - 2));
  }
  return out;
}
