import { PATH } from "../../lib/results/replay.ts";
import type { Coverage } from "../../lib/results/replay.ts";
import { cellsOf, visited } from "../../lib/stats/coverage.ts";
import type { CellGrid } from "../../lib/stats/coverage.ts";
import { extents } from "../../lib/stats/extents.ts";
import type { TrajectoryArray } from "../../lib/stats/extents.ts";
import { sameSteps } from "../../lib/stats/mean_squared_displacement.ts";
import { strides } from "../../lib/stats/strides.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { Window } from "../../lib/stats/trajectory_window.ts";

/** Elapsed steps that coverage is given at, and distances, m: about evenly spaced logarithms. */
const STEPS = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 400, 500, 700, 1000];
const DISTANCES = [0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20];

/** The first trajectories, over some steps. */
export interface Walked {
  readonly points: TrajectoryArray;
  readonly window: Window;
  readonly trajectories: number;
}

/** How much of a grid's cells is visited, by elapsed steps and by the distance travelled. */
export function covered(
  { points, window, trajectories }: Walked,
  grid: CellGrid,
): Omit<Coverage, "phase"> {
  const all = grid.cells * grid.cells, length = window.to - window.from;
  const { steps } = extents(points);
  const cells = cellsOf(points, grid);
  const runs = sameSteps(trajectories, window);
  const own = runs.map(({ trajectory, from, to }) =>
    cells.subarray(trajectory * steps + from, trajectory * steps + to)
  );
  const counts = own.map(visited);
  const elapsed = STEPS.filter((step) => step <= length);
  const together = visited(
    Uint16Array.from(
      { length: trajectories * length },
      (_, i) => own[i % trajectories]![Math.floor(i / trajectories)]!,
    ),
  );
  const arrivals = runs.map((run) => arrivalsOf(strides(points, run, PATH.stride)));
  const reached = DISTANCES.map((_, i) =>
    arrivals.flatMap((steps, n) => steps[i] === undefined ? [] : counts[n]![steps[i]]! / all)
  ).filter((shares) => 2 * shares.length >= trajectories);
  return {
    steps: elapsed,
    each: elapsed.map((step) => mean(counts.map((count) => count[step - 1]! / all))),
    pooled: elapsed.map((step) => together[trajectories * step - 1]! / all),
    distances: DISTANCES.slice(0, reached.length),
    eachAtDistance: reached.map(mean),
  };
}

/** The step at which each of the distances is first travelled, as far as they are. */
function arrivalsOf(lengths: Float64Array): number[] {
  const arrivals: number[] = [];
  let travelled = 0;
  lengths.forEach((length, k) => {
    travelled += length;
    while (arrivals.length < DISTANCES.length && travelled >= DISTANCES[arrivals.length]!) {
      arrivals.push(PATH.stride * (k + 1));
    }
  });
  return arrivals;
}
