import { finiteOrNull } from "../../lib/files/json.ts";
import { COMPARED_LAG, fitRanges, PATH, PRIMARY, STRETCH } from "../../lib/results/replay.ts";
import type { BesideActivity, Motion, ReplayMeasure } from "../../lib/results/replay.ts";
import type { Stream } from "../../lib/random/stream.ts";
import { displacementExponent } from "../../lib/stats/displacement_exponent.ts";
import { extents } from "../../lib/stats/extents.ts";
import type { TrajectoryArray } from "../../lib/stats/extents.ts";
import { meanSquaredDisplacements, sameSteps } from "../../lib/stats/mean_squared_displacement.ts";
import type { Run } from "../../lib/stats/mean_squared_displacement.ts";
import { quantile } from "../../lib/stats/quantile.ts";
import { resampledErrors } from "../../lib/stats/resampled_error.ts";
import { strides } from "../../lib/stats/strides.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { Window } from "../../lib/stats/trajectory_window.ts";

/** Lags that displacements are kept of. */
const LAGS = 50;
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
/** Points over some steps: [n, T, 2], m, or unwrapped bearings, [n, T], rad. */
export interface Points {
  readonly points: TrajectoryArray;
  readonly window: Window;
  /** Lags of fits are at most so long. */
  readonly longestLag: number;
}

/** What displacements say of points, their errors over whole trajectories. */
export interface Displaced
  extends Pick<Motion, "longestLag" | "squared" | "exponents" | "detrended"> {
  /** Mean squared displacements of each trajectory. */
  readonly perTrajectory: readonly Float64Array[];
}

/** Mean squared displacements and their exponents; on the circle also without the mean displacement. */
export function displaced({ points, window, longestLag }: Points, stream: Stream): Displaced {
  const { count, dimensions } = extents(points);
  const lags = Math.min(LAGS, window.to - window.from - 1);
  const runs = sameSteps(count, window);
  const perTrajectory = runs.map((run) => meanSquaredDisplacements(points, [run], lags).squared);
  const squared = weightedMean(perTrajectory, new Float64Array(count).fill(1)); // equally long runs
  const exponents = (of: Float64Array) =>
    fitRanges.map((range) => displacementExponent(of, range, longestLag) ?? NaN);
  const errors = resampledErrors(
    [count],
    stream,
    (drawn) => exponents(weightedMean(perTrajectory, drawn!)),
  );
  const measures = (of: Float64Array, errors: readonly number[]) =>
    exponents(of).map((value, i) => exponentMeasure(value, errors[i]!, of));
  return {
    longestLag,
    squared: [...squared],
    exponents: measures(squared, errors),
    detrended: dimensions > 1 ? undefined : detrended(),
    perTrajectory,
  };

  function detrended(): Motion["detrended"] {
    const { detrended } = meanSquaredDisplacements(points, runs, lags);
    return { squared: [...detrended], exponents: measures(detrended, fitRanges.map(() => NaN)) };
  }
}

/** The primary exponent over stretches of live activity. */
export function livelyExponent(
  points: TrajectoryArray,
  runs: readonly Run[],
): BesideActivity["lively"] {
  const stretches = runs.length;
  if (stretches < STRETCH.fewest) {
    const why = `fewer than ${STRETCH.fewest} stretches of ${STRETCH.steps} steps`;
    return { value: null, error: null, why, stretches };
  }
  const longest = STRETCH.steps / 4;
  const { squared } = meanSquaredDisplacements(points, runs, longest);
  const value = displacementExponent(squared, fitRanges[PRIMARY], longest) ?? NaN;
  return { ...exponentMeasure(value, NaN, squared), stretches };
}

/** How fast points move compared with others: the ratio of root mean squared displacements at one lag. */
export function compression(one: Displaced, other: Displaced, stream: Stream): ReplayMeasure {
  const at = COMPARED_LAG - 1;
  const ratio = (a: number, b: number) => Math.sqrt(a / b);
  const a = one.squared[at], b = other.squared[at];
  if (a === undefined || b === undefined) return missing(`fewer than ${COMPARED_LAG + 1} steps`);
  if (b === 0) return missing("nothing moves in activity");
  const sets = [one, other].map(({ perTrajectory }) => perTrajectory.map((each) => each[at]!));
  const [error] = resampledErrors(sets.map(({ length }) => length), stream, (...drawn) => {
    const [mine, theirs] = sets.map((set, i) => {
      const weights = drawn[i]!;
      return mean(set.map((value, n) => weights[n]! * value));
    });
    return [ratio(mine!, theirs!)];
  });
  return { value: ratio(a, b), error: finiteOrNull(error!) };
}

/** Lengths of the path and of single steps. */
export function lengthsOf(
  { points, window }: Points,
): Pick<Motion, "path" | "stepQuantiles" | "longestStep"> {
  const paths = sameSteps(extents(points).count, window)
    .map((run) => PATH.steps / PATH.stride * mean(strides(points, run, PATH.stride)));
  const lengths = stepLengths({ points, window }).sort();
  return {
    path: finiteOrNull(mean(paths)),
    stepQuantiles: QUANTILES.map((fraction) => quantile(lengths, fraction)),
    longestStep: lengths.at(-1)!, // a window has two points
  };
}

/** Share of steps that are longer than `longest`. */
export function jumpsOf(points: Pick<Points, "points" | "window">, longest: number): number {
  const lengths = stepLengths(points);
  return lengths.reduce((count, length) => count + (length > longest ? 1 : 0), 0) / lengths.length;
}

function stepLengths({ points, window }: Pick<Points, "points" | "window">): Float64Array {
  const { count } = extents(points), each = window.to - window.from - 1;
  const lengths = new Float64Array(count * each);
  for (const run of sameSteps(count, window)) {
    lengths.set(strides(points, run, 1), run.trajectory * each);
  }
  return lengths;
}

function exponentMeasure(value: number, error: number, squared: Float64Array): ReplayMeasure {
  if (Number.isFinite(value)) return { value, error: finiteOrNull(error) };
  return missing(squared.some((each) => each > 0) ? "the window is too short" : "nothing moves");
}

function missing(why: string): ReplayMeasure {
  return { value: null, error: null, why };
}

function weightedMean(rows: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(rows[0]!.length); // there is a trajectory
  rows.forEach((row, i) => {
    const weight = weights[i]!;
    if (weight === 0) return;
    for (let j = 0; j < row.length; j++) sum[j]! += weight * row[j]!;
  });
  return sum.map((each) => each / rows.length);
}
