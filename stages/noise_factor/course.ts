import type { NoiseSweep } from "../../lib/results/noise_factor.ts";
import type { Projector } from "./recorder.ts";

/** Steps at which the variance is taken. */
const POINTS = 40;

/** The variance of activity: on the axes, and on all others. */
export interface ActiveVariance {
  readonly leading: number;
  readonly rest: number;
}

/** How the variance over trajectories goes through quiescence, 1 being that of activity. */
export class Course {
  readonly #steps: ReadonlySet<number>;
  readonly #kept: { readonly step: number; readonly states: Float32Array }[] = [];

  constructor(steps: number) {
    const count = Math.min(POINTS, steps);
    this.#steps = new Set(
      Array.from({ length: count }, (_, i) => Math.floor((i + 0.5) * steps / count)),
    );
  }

  /** Keeps the states of a step, [n, H], if it is one of those that are looked at. */
  take(step: number, states: Float32Array): void {
    if (this.#steps.has(step)) this.#kept.push({ step, states: states.slice() });
  }

  /** What was found, on the axes of a projector of n rows; 0 where activity has no variance. */
  found(projector: Projector, active: ActiveVariance): NoiseSweep["course"] {
    const { count, units } = projector;
    const found = this.#kept.map(({ states }) => ({
      all: totalVariance(states, units),
      leading: totalVariance(projector.project(states), count),
    }));
    return {
      step: this.#kept.map(({ step }) => step + 1),
      leading: found.map(({ leading }) => leading / active.leading),
      rest: found.map(({ all, leading }) => active.rest > 0 ? (all - leading) / active.rest : 0),
    };
  }
}

/** The sum over columns of their variances over rows, [n, width]; divisor n - 1. */
function totalVariance(rows: Float32Array, width: number): number {
  const count = rows.length / width;
  let total = 0;
  for (let j = 0; j < width; j++) {
    let sum = 0, squares = 0;
    const pivot = rows[j]!;
    for (let i = j; i < rows.length; i += width) {
      const value = rows[i]! - pivot;
      sum += value;
      squares += value * value;
    }
    total += (squares - sum * sum / count) / (count - 1);
  }
  return total;
}
