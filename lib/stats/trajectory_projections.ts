import type { NdArray } from "../array.ts";
import { project, QUANTILES } from "./sliced_wasserstein.ts";
import type { Directions, ProjectedQuantiles } from "./sliced_wasserstein.ts";

/**
 * Points of trajectories along some directions, sorted once: the quantiles of any resample of whole
 * trajectories follow without sorting again.
 */
export class TrajectoryProjections {
  readonly #directions: number;
  readonly #steps: number;
  /** The projections on each direction in ascending order, and the trajectory of each: [L, n T]. */
  readonly #values: Float64Array;
  readonly #trajectories: Uint32Array;

  /** @param points [n, T, d], of as many dimensions as the directions */
  constructor({ shape, data }: NdArray<Float32Array>, directions: Directions) {
    const [n, steps] = shape as [number, number, number]; // as its caller says
    const count = directions.shape[0]!; // directions have rank 2
    const points = n * steps;
    this.#directions = count;
    this.#steps = steps;
    this.#values = new Float64Array(count * points);
    this.#trajectories = new Uint32Array(count * points);
    const projections = new Float64Array(points);
    for (let l = 0; l < count; l++) {
      project(data, directions, l, projections);
      const order = Uint32Array.from(projections, (_, i) => i)
        .sort((a, b) => projections[a]! - projections[b]!);
      for (let k = 0; k < points; k++) {
        this.#values[l * points + k] = projections[order[k]!]!;
        this.#trajectories[l * points + k] = Math.floor(order[k]! / steps);
      }
    }
  }

  /**
   * As `projectedQuantiles` of the trajectories as often as they were drawn.
   *
   * @param drawn times each trajectory counts; their sum must not be 0
   */
  quantiles(drawn: Float64Array): ProjectedQuantiles {
    const total = this.#steps * drawn.reduce((sum, times) => sum + times, 0);
    const points = this.#values.length / this.#directions;
    const data = new Float64Array(this.#directions * QUANTILES);
    for (let l = 0, to = 0; l < this.#directions; l++) {
      let at = l * points - 1, end = 0; // the point at hand is the order statistics below `end`
      const statistic = (k: number): number => {
        while (k >= end) end += drawn[this.#trajectories[++at]!]!;
        return this.#values[at]!;
      };
      for (let q = 0; q < QUANTILES; q++) {
        const place = (q + 0.5) / QUANTILES * (total - 1), below = Math.floor(place);
        const low = statistic(below), held = [at, end] as const;
        const high = statistic(Math.min(below + 1, total - 1));
        data[to++] = low + (high - low) * (place - below);
        [at, end] = held;
      }
    }
    return { shape: [this.#directions, QUANTILES], data };
  }
}
