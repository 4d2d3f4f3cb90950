import type {
  Architecture,
  Cell,
  CellGradient,
  CellStep,
  NetworkSizes,
} from "../../../lib/networks/architecture.ts";
import type { WeightMatrices } from "../../../lib/networks/weights.ts";
import type { Engine, Matrix } from "../../../lib/tensor/engine.ts";
import { Linear, sumForward } from "../../../lib/tensor/linear.ts";

/** The sizes of a low-rank network, and its time step over its time constant. */
export interface LowRankSizes extends NetworkSizes {
  /** R */
  readonly rank: number;
  readonly alpha: number;
}

/**
 * The vanilla network with recurrent weights of low rank (Mastrogiuseppe & Ostojic 2018):
 * r_(t+1) = (1 - alpha) r_t + alpha relu(M (N r_t) + W_in u_t) + sigma xi_t, M [H, R], N [R, H].
 */
export function lowRank({ rank, alpha, ...sizes }: LowRankSizes): Architecture {
  const { inputs, units, outputs } = sizes;
  return {
    sizes,
    shapes: [
      { name: "encoder.weight", outputs: units, inputs: outputs },
      { name: "w_in.weight", outputs: units, inputs },
      { name: "m.weight", outputs: units, inputs: rank },
      { name: "n.weight", outputs: rank, inputs: units },
      { name: "w_out.weight", outputs, inputs: units },
    ],
    encoder: "encoder.weight",
    decoder: "w_out.weight",
    cell: (engine, weights, rows, steps) => new LowRankCell(engine, weights, alpha, rows, steps),
  };
}

class LowRankCell implements Cell {
  readonly #engine: Engine;
  readonly #alpha: number;
  readonly #input: Linear;
  readonly #m: Linear;
  readonly #n: Linear;
  /** relu of every step, [steps rows, H]; the way back makes it dL/d(its argument). */
  readonly #activations: Matrix;
  /** N r_t of every step, [steps rows, R]. */
  readonly #low: Matrix;
  readonly #steps: readonly { readonly activation: Matrix; readonly low: Matrix }[];

  constructor(
    engine: Engine,
    weights: WeightMatrices,
    alpha: number,
    readonly rows: number,
    steps: number,
  ) {
    const m = weights.get("m.weight");
    this.#engine = engine;
    this.#alpha = alpha;
    this.#input = new Linear(engine, weights.get("w_in.weight"));
    this.#m = new Linear(engine, m);
    this.#n = new Linear(engine, weights.get("n.weight"));
    this.#activations = engine.allocate(steps * rows, m.rows);
    this.#low = engine.allocate(steps * rows, m.cols);
    this.#steps = Array.from({ length: steps }, (_, t) => ({
      activation: engine.rows(this.#activations, t * rows, rows),
      low: engine.rows(this.#low, t * rows, rows),
    }));
  }

  refresh(): void {
    for (const layer of [this.#input, this.#m, this.#n]) layer.refresh();
  }

  step(t: number, { previous, inputs, noise, sigma, next }: CellStep): void {
    const { activation, low } = this.#steps[t]!;
    this.#n.forward(previous, low);
    sumForward([[this.#input, inputs], [this.#m, low]], activation);
    this.#engine.kernels.vanillaStep( // relu, and the step of the leaky integration
      activation.address,
      previous.address,
      noise.address,
      next.address,
      4 * next.rows * next.cols,
      this.#alpha,
      sigma,
    );
  }

  differentiate(states: Matrix, inputs: Matrix, gradients: WeightMatrices): CellGradient {
    const engine = this.#engine, activations = this.#activations, low = this.#low;
    const lowGradients = engine.allocate(low.rows, low.cols); // dL/d(N r_t)
    const before = engine.rows(states, 0, activations.rows); // r_0 to r_(T-1)
    return {
      stepBack: (t, gradient) => {
        const { activation } = this.#steps[t]!;
        const lowGradient = engine.rows(lowGradients, t * this.rows, this.rows);
        const bytes = 4 * gradient.rows * gradient.cols;
        engine.kernels.vanillaStepBack(activation.address, gradient.address, bytes, this.#alpha);
        this.#m.backward(activation, lowGradient);
        this.#n.addBackward(lowGradient, gradient);
      },
      finish() {
        engine.transposedProducts(activations, [
          { right: inputs, out: gradients.get("w_in.weight") },
          { right: low, out: gradients.get("m.weight") },
        ]);
        engine.transposedProducts(lowGradients, [
          { right: before, out: gradients.get("n.weight") },
        ]);
      },
    };
  }
}
