import { Linear, sumForward } from "../tensor/linear.ts";
import type { Engine, Matrix } from "../tensor/engine.ts";
import type { Cell, CellStep, NetworkSizes, RunOnly } from "./architecture.ts";
import { vanilla } from "./vanilla.ts";
import type { WeightMatrices } from "./weights.ts";

/** How a unit tires of being active. */
export interface Adaptation {
  /** b: in a steady state the threshold is b times the activity; at 0 there is none */
  readonly strength: number;
  /** tau_a, in steps, at least 1 */
  readonly timeConstant: number;
}

/**
 * The vanilla network with adapting thresholds: h = relu(W_rec r_t + W_in u_t - a_t),
 * r_(t+1) = (1 - alpha) r_t + alpha h + sigma xi_t, a_(t+1) = (1 - 1 / tau_a) a_t + (b / tau_a) h,
 * a_0 = 0. At b = 0 it is the vanilla network, to the bit. (beyond.md E)
 *
 * @param alpha dt / tau
 */
export function adaptingVanilla(
  sizes: NetworkSizes,
  alpha: number,
  { strength, timeConstant }: Adaptation,
): RunOnly {
  if (!(strength >= 0 && timeConstant >= 1)) {
    throw new RangeError(
      `Cannot run with adaptation of strength ${strength} and time constant ${timeConstant}: ` +
        "expected at least 0 and at least 1 step",
    );
  }
  return {
    ...vanilla(sizes, alpha),
    cell: (engine, weights, rows) =>
      new AdaptingCell(engine, weights, engine.allocate(rows, sizes.units), {
        alpha,
        kept: 1 - 1 / timeConstant,
        gained: strength / timeConstant,
      }),
  };
}

class AdaptingCell implements Pick<Cell, "refresh" | "step"> {
  readonly #engine: Engine;
  readonly #recurrent: Linear;
  readonly #input: Linear;
  readonly #activation: Matrix;
  readonly #rates: { readonly alpha: number; readonly kept: number; readonly gained: number };
  /** a_t */
  readonly #threshold: Float32Array;

  constructor(
    engine: Engine,
    weights: WeightMatrices,
    activation: Matrix,
    rates: { readonly alpha: number; readonly kept: number; readonly gained: number },
  ) {
    this.#engine = engine;
    this.#recurrent = new Linear(engine, weights.get("w_rec.weight"));
    this.#input = new Linear(engine, weights.get("w_in.weight"));
    this.#activation = activation;
    this.#rates = rates;
    this.#threshold = new Float32Array(activation.rows * activation.cols);
  }

  /** Takes up the weights as they are now, and rests. */
  refresh(): void {
    this.#recurrent.refresh();
    this.#input.refresh();
    this.#threshold.fill(0);
  }

  step(_t: number, { previous, inputs, noise, sigma, next }: CellStep): void {
    const activation = this.#activation, threshold = this.#threshold;
    const { alpha, kept, gained } = this.#rates;
    sumForward([[this.#input, inputs], [this.#recurrent, previous]], activation);
    const argument = activation.data;
    for (let k = 0; k < threshold.length; k++) argument[k]! -= threshold[k]!;
    this.#engine.kernels.vanillaStep(
      activation.address,
      previous.address,
      noise.address,
      next.address,
      4 * threshold.length,
      alpha,
      sigma,
    );
    const active = activation.data; // the kernel has rectified it
    for (let k = 0; k < threshold.length; k++) {
      threshold[k] = kept * threshold[k]! + gained * active[k]!;
    }
  }
}
