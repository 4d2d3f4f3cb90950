import type { Engine, Matrix, Target } from "../tensor/engine.ts";
import { Linear, sumForward } from "../tensor/linear.ts";
import { Stack } from "../tensor/stack.ts";
import type { Architecture, Cell, CellGradient, CellStep, NetworkSizes } from "./architecture.ts";
import type { WeightMatrices } from "./weights.ts";

/**
 * The continuous-time gated recurrent unit (A.3-A.6), Euler-Maruyama:
 * z = sigmoid(U_z r_t + W_z u_t), g = sigmoid(U_r r_t + W_r u_t), c = tanh(U_h (g * r_t) + W_h u_t),
 * r_(t+1) = r_t + alpha (1 - z) (c - r_t) + sigma xi_t; at z = 1 a unit keeps its state.
 *
 * @param alpha dt / tau
 */
export function gru(sizes: NetworkSizes, alpha: number): Architecture {
  const { inputs, units, outputs } = sizes;
  return {
    sizes,
    shapes: [
      { name: "encoder.weight", outputs: units, inputs: outputs },
      { name: "w_z.weight", outputs: units, inputs },
      { name: "u_z.weight", outputs: units, inputs: units },
      { name: "w_r.weight", outputs: units, inputs },
      { name: "u_r.weight", outputs: units, inputs: units },
      { name: "w_h.weight", outputs: units, inputs },
      { name: "u_h.weight", outputs: units, inputs: units },
      { name: "decoder.weight", outputs, inputs: units },
    ],
    encoder: "encoder.weight",
    decoder: "decoder.weight",
    cell: (engine, weights, rows, steps) => new GruCell(engine, weights, alpha, { rows, steps }),
  };
}

/** What both gates share is computed at once: a row of the gates is [z, g]. */
class GruCell implements Cell {
  readonly gateWeights: Linear;
  readonly candidateWeights: Linear;
  readonly #gateInput: Linear;
  readonly #candidateInput: Linear;
  readonly #gateStack: Stack;
  readonly #inputStack: Stack;
  /** z and g of every step; back-propagation turns them into dL/d(their arguments). */
  readonly gates: Matrix;
  /** c of every step; back-propagation turns it into dL/d(its argument). */
  readonly candidates: Matrix;
  /** g * r_t of every step. */
  readonly gated: Matrix;
  readonly steps: readonly GruStep[];

  constructor(
    readonly engine: Engine,
    weights: WeightMatrices,
    readonly alpha: number,
    { rows, steps }: { readonly rows: number; readonly steps: number },
  ) {
    const get = (name: string) => weights.get(`${name}.weight`);
    const units = get("u_h").rows;
    this.#gateStack = new Stack(engine, [get("u_z"), get("u_r")]);
    this.#inputStack = new Stack(engine, [get("w_z"), get("w_r")]);
    this.gateWeights = new Linear(engine, this.#gateStack.whole);
    this.candidateWeights = new Linear(engine, get("u_h"));
    this.#gateInput = new Linear(engine, this.#inputStack.whole);
    this.#candidateInput = new Linear(engine, get("w_h"));
    this.gates = engine.allocate(steps * rows, 2 * units);
    this.candidates = engine.allocate(steps * rows, units);
    this.gated = engine.allocate(steps * rows, units);
    this.steps = Array.from({ length: steps }, (_, t) => ({
      gates: engine.rows(this.gates, t * rows, rows),
      candidates: engine.rows(this.candidates, t * rows, rows),
      gated: engine.rows(this.gated, t * rows, rows),
    }));
  }

  refresh(): void {
    this.#gateStack.gather();
    this.#inputStack.gather();
    this.gateWeights.refresh();
    this.candidateWeights.refresh();
    this.#gateInput.refresh();
    this.#candidateInput.refresh();
  }

  step(t: number, { previous, inputs, noise, sigma, next }: CellStep): void {
    const { gates, candidates, gated } = this.steps[t]!, { kernels } = this.engine;
    const { rows, cols: units, address: state } = previous;
    sumForward([[this.#gateInput, inputs], [this.gateWeights, previous]], gates);
    kernels.openGates(gates.address, state, gated.address, rows, units);
    sumForward([[this.#candidateInput, inputs], [this.candidateWeights, gated]], candidates);
    kernels.propose(candidates.address, 4 * rows * units);
    kernels.gruStep(
      gates.address,
      candidates.address,
      state,
      noise.address,
      next.address,
      rows,
      units,
      this.alpha,
      sigma,
    );
  }

  differentiate(states: Matrix, inputs: Matrix, gradients: WeightMatrices): CellGradient {
    return new GruGradient(this, states, inputs, gradients);
  }
}

interface GruStep {
  readonly gates: Matrix;
  readonly candidates: Matrix;
  readonly gated: Matrix;
}

class GruGradient implements CellGradient {
  readonly #cell: GruCell;
  readonly #states: readonly Matrix[];
  readonly #throughGated: Matrix;
  readonly #stacks: readonly Stack[];
  readonly #gateGradients: readonly Target[];
  readonly #candidateGradients: readonly Target[];

  constructor(cell: GruCell, states: Matrix, inputs: Matrix, gradients: WeightMatrices) {
    const { engine, gates, gated, steps } = cell;
    const rows = steps[0]!.gates.rows;
    const get = (name: string) => gradients.get(`${name}.weight`);
    const recurrent = new Stack(engine, [get("u_z"), get("u_r")]);
    const input = new Stack(engine, [get("w_z"), get("w_r")]);
    this.#cell = cell;
    this.#states = steps.map((_, t) => engine.rows(states, t * rows, rows));
    this.#throughGated = engine.allocate(rows, states.cols);
    this.#stacks = [recurrent, input];
    this.#gateGradients = [
      { right: engine.rows(states, 0, gates.rows), out: recurrent.whole },
      { right: inputs, out: input.whole },
    ];
    this.#candidateGradients = [
      { right: gated, out: get("u_h") },
      { right: inputs, out: get("w_h") },
    ];
  }

  stepBack(t: number, gradient: Matrix): void {
    const { engine, alpha, gateWeights, candidateWeights, steps } = this.#cell;
    const { gates, candidates } = steps[t]!, { kernels } = engine, through = this.#throughGated;
    const { rows, cols: units, address: state } = this.#states[t]!, g = gradient.address;
    kernels.gruStepBack(gates.address, candidates.address, state, g, rows, units, alpha);
    candidateWeights.backward(candidates, through);
    kernels.closeGates(gates.address, through.address, state, g, rows, units);
    gateWeights.addBackward(gates, gradient);
  }

  finish(): void {
    const { engine, gates, candidates } = this.#cell;
    engine.transposedProducts(gates, this.#gateGradients);
    engine.transposedProducts(candidates, this.#candidateGradients);
    for (const stack of this.#stacks) stack.scatter();
  }
}
