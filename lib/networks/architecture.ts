import type { Engine, Matrix } from "../tensor/engine.ts";
import type { WeightMatrices, WeightShape } from "./weights.ts";

/** The sizes of a network. */
export interface NetworkSizes {
  /** I */
  readonly inputs: number;
  /** H */
  readonly units: number;
  /** N, the cells that are decoded, and that set the initial state */
  readonly outputs: number;
}

/**
 * A kind of network: r_0 = E a for initial cell activations a, then a recurrent cell that turns
 * r_(t-1) and the input u_t into r_t, and outputs o_t = D r_t.
 */
export interface Architecture {
  readonly sizes: NetworkSizes;
  /** Every weight matrix, E and D included. */
  readonly shapes: readonly WeightShape[];
  /** Name of E [H, N]. */
  readonly encoder: string;
  /** Name of D [N, H]. */
  readonly decoder: string;
  /**
   * The recurrent cell for `rows` trajectories side by side. It remembers what `differentiate` needs
   * of `steps` steps; a rollout takes 1 and stays at step 0.
   */
  cell(engine: Engine, weights: WeightMatrices, rows: number, steps: number): Cell;
}

/** A network that is run and not trained: an architecture, or a variant of one. */
export interface RunOnly extends Omit<Architecture, "cell"> {
  /** As in an architecture, without back-propagation. */
  cell(
    engine: Engine,
    weights: WeightMatrices,
    rows: number,
    steps: number,
  ): Pick<Cell, "refresh" | "step">;
}

/** What a step is made from, and where it goes; matrices have one row a trajectory. */
export interface CellStep {
  /** r_t [rows, H] */
  readonly previous: Matrix;
  /** u_t [rows, I]; zero if not given */
  readonly inputs: Matrix | undefined;
  /** [rows, H] */
  readonly noise: Matrix;
  /** Factor on the noise. */
  readonly sigma: number;
  /** r_(t+1) [rows, H]; may be `previous` */
  readonly next: Matrix;
}

/** A recurrent cell on an engine, for trajectories side by side. */
export interface Cell {
  /** Takes up the weights as they are now. */
  refresh(): void;
  /**
   * Computes r_(t+1).
   *
   * @param t counted from 0
   */
  step(t: number, step: CellStep): void;
  /**
   * Back-propagation through the remembered steps.
   *
   * @param states [(steps + 1) rows, H], time-major: r_0 to r_steps
   * @param inputs [steps rows, I], time-major
   * @param gradients where the gradients of the recurrent weights go
   */
  differentiate(states: Matrix, inputs: Matrix, gradients: WeightMatrices): CellGradient;
}

/** Back-propagation through a cell, one step at a time. */
export interface CellGradient {
  /** Turns dL/dr_(t+1) into dL/dr_t in place; t falls from steps - 1 to 0. */
  stepBack(t: number, gradient: Matrix): void;
  /** Computes the weight gradients, once all steps are done. */
  finish(): void;
}
