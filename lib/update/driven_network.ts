import type { Architecture, Cell } from "../networks/architecture.ts";
import type { WeightMatrices } from "../networks/weights.ts";
import type { Engine, Matrix } from "../tensor/engine.ts";
import { Linear } from "../tensor/linear.ts";
import type { BatchSource } from "../training/backpropagation.ts";

/** What a step is made with; zero where it is not given. */
export interface StepDrive {
  /** [n, I] */
  readonly inputs?: Matrix;
  /** Draws of xi, [n, H]. */
  readonly noise?: Matrix;
}

/**
 * n trajectories of a network with their inputs and noise, side by side, from which single steps of other
 * states can be tried on the way.
 */
export class DrivenNetwork {
  /** r_t, [n, H] */
  readonly states: Matrix;
  /** u_t, [n, I] */
  readonly inputs: Matrix;
  /** The draws of xi of a step, [n, H]: after it, those that the states hold. */
  readonly noise: Matrix;
  readonly #encoder: Linear;
  readonly #decoder: Linear;
  readonly #cell: Cell;
  readonly #initial: Matrix;
  readonly #none: Matrix;

  /** @param sigma factor on the noise */
  constructor(
    readonly engine: Engine,
    { sizes, encoder, decoder, cell }: Architecture,
    weights: WeightMatrices,
    readonly count: number,
    readonly sigma: number,
  ) {
    this.#encoder = new Linear(engine, weights.get(encoder));
    this.#decoder = new Linear(engine, weights.get(decoder));
    this.#cell = cell(engine, weights, count, 1);
    this.#cell.refresh();
    this.#initial = engine.allocate(count, sizes.outputs);
    this.states = engine.allocate(count, sizes.units);
    this.inputs = engine.allocate(count, sizes.inputs);
    this.noise = engine.allocate(count, sizes.units);
    this.#none = engine.allocate(count, sizes.units);
  }

  /** Yields t from `from` to `steps` - 1, with the states and the inputs that follow in their matrices. */
  *run(batch: BatchSource, from: number, steps: number): Generator<number, void> {
    this.start(batch);
    for (let t = 0; t < steps; t++) {
      if (t >= from) {
        batch.inputs(t, this.inputs.data);
        yield t;
      }
      this.draw(batch, t);
      this.step(this.states, this, this.states);
    }
  }

  /** Sets the states to r_0. */
  start(batch: BatchSource): void {
    batch.initial(this.#initial.data);
    this.#encoder.forward(this.#initial, this.states);
  }

  /** Fills the inputs and the noise of step t. */
  draw(batch: BatchSource, t: number): void {
    batch.inputs(t, this.inputs.data);
    batch.noise(t, this.noise.data);
  }

  /** next = r + Delta(r, u) + sigma xi; `next` may be `states`. */
  step(states: Matrix, { inputs, noise }: StepDrive, next: Matrix): void {
    const sigma = noise === undefined ? 0 : this.sigma;
    this.#cell.step(0, { previous: states, inputs, noise: noise ?? this.#none, sigma, next });
  }

  /** out = D x, [n, N] */
  decode(x: Matrix, out: Matrix): void {
    this.#decoder.forward(x, out);
  }
}
