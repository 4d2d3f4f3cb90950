import type { Architecture, Cell, CellGradient } from "../networks/architecture.ts";
import { WeightMatrices } from "../networks/weights.ts";
import type { Engine, Matrix, Target } from "../tensor/engine.ts";
import { Linear } from "../tensor/linear.ts";

/** What a batch is made of, step by step, so that only one step of it need exist at a time. */
export interface BatchSource {
  /** Fills the initial cell activations, [B, N]. */
  initial(out: Float32Array): void;
  /** Fills the inputs of step t, [B, I]. */
  inputs(t: number, out: Float32Array): void;
  /** Fills the noise of step t, one draw a unit, [B, H]. */
  noise(t: number, out: Float32Array): void;
  /** Fills the target outputs after step t, [B, N]. */
  targets(t: number, out: Float32Array): void;
}

/**
 * The mean squared error of a batch and its gradient, by back-propagation through time. All buffers
 * are allocated here, once: 4 (T + 1) B (H + N) bytes for states and outputs, what the cell remembers
 * (vanilla 4 T B H, GRU four times that), and little else. Time-major: row t B + b.
 */
export class Backpropagation {
  /** Of the last batch. */
  readonly gradients: WeightMatrices;
  readonly #engine: Engine;
  readonly #steps: number;
  readonly #encoder: Linear;
  readonly #decoder: Linear;
  readonly #cell: Cell;
  readonly #cellGradient: CellGradient;
  readonly #initial: Matrix;
  readonly #states: readonly Matrix[];
  readonly #inputs: readonly Matrix[];
  /** Outputs, and then the loss's gradient with respect to them. */
  readonly #outputs: readonly Matrix[];
  readonly #noise: Matrix;
  readonly #targets: Matrix;
  readonly #gradient: Matrix;
  readonly #allOutputs: Matrix;
  readonly #decoderGradient: Target;
  readonly #encoderGradient: Target;

  constructor(
    engine: Engine,
    architecture: Architecture,
    weights: WeightMatrices,
    { batchSize, steps }: { readonly batchSize: number; readonly steps: number },
  ) {
    const { sizes, shapes, encoder, decoder } = architecture;
    const B = batchSize, H = sizes.units, N = sizes.outputs;
    const states = engine.allocate((steps + 1) * B, H);
    const inputs = engine.allocate(steps * B, sizes.inputs);
    const outputs = engine.allocate(steps * B, N);
    const byStep = (matrix: Matrix, count: number) =>
      Array.from({ length: count }, (_, t) => engine.rows(matrix, t * B, B));

    this.gradients = new WeightMatrices(engine, shapes);
    this.#engine = engine;
    this.#steps = steps;
    this.#encoder = new Linear(engine, weights.get(encoder));
    this.#decoder = new Linear(engine, weights.get(decoder));
    this.#cell = architecture.cell(engine, weights, B, steps);
    this.#cellGradient = this.#cell.differentiate(states, inputs, this.gradients);
    this.#initial = engine.allocate(B, N);
    this.#states = byStep(states, steps + 1);
    this.#inputs = byStep(inputs, steps);
    this.#outputs = byStep(outputs, steps);
    this.#noise = engine.allocate(B, H);
    this.#targets = engine.allocate(B, N);
    this.#gradient = engine.allocate(B, H);
    this.#allOutputs = outputs;
    this.#decoderGradient = {
      right: engine.rows(states, B, steps * B),
      out: this.gradients.get(decoder),
    };
    this.#encoderGradient = { right: this.#initial, out: this.gradients.get(encoder) };
  }

  /**
   * Computes the gradients for the weights as they are now.
   *
   * @returns the squared error, averaged over trajectories, time and outputs
   */
  run(batch: BatchSource, sigma: number): number {
    this.#encoder.refresh();
    this.#decoder.refresh();
    this.#cell.refresh();
    const loss = this.#forward(batch, sigma);
    this.#backward();
    return loss;
  }

  #forward(batch: BatchSource, sigma: number): number {
    batch.initial(this.#initial.data);
    this.#encoder.forward(
      this.#initial,
      this.#states[0]!,
      () => batch.noise(0, this.#noise.data),
    );
    const entries = this.#steps * this.#targets.rows * this.#targets.cols;
    let sum = 0;
    for (let t = 0; t < this.#steps; t++) sum += this.#step(t, batch, sigma, 2 / entries);
    return sum / entries;
  }

  #step(t: number, batch: BatchSource, sigma: number, scale: number): number {
    const inputs = this.#inputs[t]!, next = this.#states[t + 1]!, outputs = this.#outputs[t]!;
    batch.inputs(t, inputs.data);
    const previous = this.#states[t]!, noise = this.#noise;
    this.#cell.step(t, { previous, inputs, noise, sigma, next });
    this.#decoder.forward(next, outputs, () => {
      batch.targets(t, this.#targets.data);
      if (t + 1 < this.#steps) batch.noise(t + 1, noise.data);
    });
    const { rows, cols, address } = outputs, { kernels } = this.#engine;
    const squares = kernels.differentiateSquares(
      address,
      this.#targets.address,
      4 * rows * cols,
      scale,
    );
    const filled = { from: t * rows, to: (t + 1) * rows };
    this.#engine.transposedProducts(this.#allOutputs, [this.#decoderGradient], filled);
    return squares;
  }

  #backward(): void {
    this.#gradient.data.fill(0);
    for (let t = this.#steps - 1; t >= 0; t--) this.#stepBack(t);
    this.#cellGradient.finish();
    this.#engine.transposedProducts(this.#gradient, [this.#encoderGradient]);
  }

  #stepBack(t: number): void {
    this.#decoder.addBackward(this.#outputs[t]!, this.#gradient);
    this.#cellGradient.stepBack(t, this.#gradient);
  }
}
