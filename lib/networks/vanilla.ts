import type { Engine, Matrix, Target } from "../tensor/engine.ts";
import { Linear, sumForward } from "../tensor/linear.ts";
import type { Architecture, Cell, CellGradient, CellStep, NetworkSizes } from "./architecture.ts";
import type { WeightMatrices } from "./weights.ts";

/**
 * The continuous-time vanilla network (A.1-A.2), Euler-Maruyama:
 * r_(t+1) = (1 - alpha) r_t + alpha relu(W_rec r_t + W_in u_t) + sigma xi_t.
 *
 * @param alpha dt / tau
 */
export function vanilla(sizes: NetworkSizes, alpha: number): Architecture {
  const { inputs, units, outputs } = sizes;
  return {
    sizes,
    shapes: [
      { name: "encoder.weight", outputs: units, inputs: outputs },
      { name: "w_in.weight", outputs: units, inputs },
      { name: "w_rec.weight", outputs: units, inputs: units },
      { name: "w_out.weight", outputs, inputs: units },
    ],
    encoder: "encoder.weight",
    decoder: "w_out.weight",
    cell: (engine, weights, rows, steps) =>
      new VanillaCell(engine, weights, alpha, { rows, steps }),
  };
}

class VanillaCell implements Cell {
  readonly recurrent: Linear;
  readonly #input: Linear;
  /** relu(W_rec r_t + W_in u_t) of every step; back-propagation turns it into dL/d(its argument). */
  readonly activations: Matrix;
  readonly steps: readonly Matrix[];

  constructor(
    readonly engine: Engine,
    weights: WeightMatrices,
    readonly alpha: number,
    { rows, steps }: { readonly rows: number; readonly steps: number },
  ) {
    const recurrent = weights.get("w_rec.weight");
    this.recurrent = new Linear(engine, recurrent);
    this.#input = new Linear(engine, weights.get("w_in.weight"));
    this.activations = engine.allocate(steps * rows, recurrent.rows);
    this.steps = Array.from(
      { length: steps },
      (_, t) => engine.rows(this.activations, t * rows, rows),
    );
  }

  refresh(): void {
    this.recurrent.refresh();
    this.#input.refresh();
  }

  step(t: number, { previous, inputs, noise, sigma, next }: CellStep): void {
    const activation = this.steps[t]!;
    sumForward([[this.#input, inputs], [this.recurrent, previous]], activation);
    this.engine.kernels.vanillaStep(
      activation.address,
      previous.address,
      noise.address,
      next.address,
      4 * next.rows * next.cols,
      this.alpha,
      sigma,
    );
  }

  differentiate(states: Matrix, inputs: Matrix, gradients: WeightMatrices): CellGradient {
    return new VanillaGradient(this, states, inputs, gradients);
  }
}

class VanillaGradient implements CellGradient {
  readonly #cell: VanillaCell;
  readonly #weightGradients: readonly Target[];

  constructor(cell: VanillaCell, states: Matrix, inputs: Matrix, gradients: WeightMatrices) {
    const { engine, activations } = cell;
    this.#cell = cell;
    this.#weightGradients = [
      { right: engine.rows(states, 0, activations.rows), out: gradients.get("w_rec.weight") },
      { right: inputs, out: gradients.get("w_in.weight") },
    ];
  }

  stepBack(t: number, gradient: Matrix): void {
    const { engine, alpha, recurrent, steps } = this.#cell;
    const activation = steps[t]!, bytes = 4 * gradient.rows * gradient.cols;
    engine.kernels.vanillaStepBack(activation.address, gradient.address, bytes, alpha);
    recurrent.addBackward(activation, gradient);
  }

  finish(): void {
    const { engine, activations } = this.#cell;
    engine.transposedProducts(activations, this.#weightGradients);
  }
}
