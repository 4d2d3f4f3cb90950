import type { Cell, RunOnly } from "../networks/architecture.ts";
import type { WeightMatrices } from "../networks/weights.ts";
import type { Engine, Matrix } from "../tensor/engine.ts";
import { Linear } from "../tensor/linear.ts";

/** What drives a rollout. Without `inputs` the network is quiescent. */
export interface Drive {
  /** Fills the initial cell activations, [n, N]. */
  initial(out: Float32Array): void;
  /** Fills the inputs of step t, [n, I]. */
  inputs?(t: number, out: Float32Array): void;
  /** Fills the noise of step t, one draw a unit, [n, H]. */
  noise(t: number, out: Float32Array): void;
}

/** The network after a step. The arrays are views that the next step overwrites. */
export interface Snapshot {
  /** t, from 0 */
  readonly step: number;
  /** r_(t+1), [n, H] */
  readonly states: Float32Array;
  /** o_(t+1), [n, N] */
  readonly outputs: Float32Array;
}

/** Runs n trajectories of a network side by side, holding one step of them at a time. */
export class Rollout {
  readonly #encoder: Linear;
  readonly #decoder: Linear;
  readonly #cell: Pick<Cell, "refresh" | "step">;
  readonly #initial: Matrix;
  readonly #inputs: Matrix;
  readonly #states: Matrix;
  readonly #outputs: Matrix;
  readonly #noise: Matrix;

  constructor(engine: Engine, architecture: RunOnly, weights: WeightMatrices, count: number) {
    const { sizes, encoder, decoder } = architecture;
    this.#encoder = new Linear(engine, weights.get(encoder));
    this.#decoder = new Linear(engine, weights.get(decoder));
    this.#cell = architecture.cell(engine, weights, count, 1);
    this.#initial = engine.allocate(count, sizes.outputs);
    this.#inputs = engine.allocate(count, sizes.inputs);
    this.#states = engine.allocate(count, sizes.units);
    this.#outputs = engine.allocate(count, sizes.outputs);
    this.#noise = engine.allocate(count, sizes.units);
  }

  /**
   * Yields the network after each step, with the weights as they were at the start.
   *
   * @param sigma factor on the noise
   */
  *run(drive: Drive, steps: number, sigma: number): Generator<Snapshot, void> {
    this.#encoder.refresh();
    this.#decoder.refresh();
    this.#cell.refresh();
    drive.initial(this.#initial.data);
    this.#encoder.forward(this.#initial, this.#states);
    const states = this.#states, noise = this.#noise;
    for (let step = 0; step < steps; step++) {
      drive.noise(step, this.#noise.data);
      drive.inputs?.(step, this.#inputs.data);
      const inputs = drive.inputs && this.#inputs;
      this.#cell.step(0, { previous: states, inputs, noise, sigma, next: states });
      this.#decoder.forward(this.#states, this.#outputs);
      yield { step, states: this.#states.data, outputs: this.#outputs.data };
    }
  }
}
