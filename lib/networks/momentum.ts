import type { Engine, Matrix } from "../tensor/engine.ts";
import type { Cell, CellStep, RunOnly } from "./architecture.ts";

/**
 * The network with momentum: v_(t+1) = (1 - lambda) v_t + Delta(r_t) + xi_t, r_(t+1) = r_t + v_(t+1),
 * v_0 = 0, where Delta(r_t) + xi_t is what a step of the plain network adds, its noise included. At
 * lambda = 1 it is the plain network, to the bit. The form is ours (beyond.md E).
 *
 * @param lambda share of the velocity that a step takes away, in (0, 1]
 */
export function withMomentum(network: RunOnly, lambda: number): RunOnly {
  if (!(lambda > 0 && lambda <= 1)) {
    throw new RangeError(`Cannot run with momentum: lambda is ${lambda}, expected 0 < lambda <= 1`);
  }
  return {
    ...network,
    cell: (engine, weights, rows, steps) =>
      new MomentumCell(network.cell(engine, weights, rows, steps), engine, 1 - lambda),
  };
}

type Running = Pick<Cell, "refresh" | "step">;

class MomentumCell implements Running {
  readonly #plain: Running;
  readonly #engine: Engine;
  readonly #kept: number;
  #before: Matrix | undefined;
  #velocity = new Float32Array(0);

  constructor(plain: Running, engine: Engine, kept: number) {
    this.#plain = plain;
    this.#engine = engine;
    this.#kept = kept;
  }

  /** Takes up the weights as they are now, and comes to rest. */
  refresh(): void {
    this.#plain.refresh();
    this.#velocity.fill(0);
  }

  step(t: number, step: CellStep): void {
    const { previous, next } = step;
    this.#before ??= this.#engine.allocate(previous.rows, previous.cols);
    this.#before.data.set(previous.data);
    this.#plain.step(t, step);
    const before = this.#before.data, after = next.data, size = after.length;
    if (this.#velocity.length !== size) this.#velocity = new Float32Array(size);
    const velocity = this.#velocity, kept = this.#kept;
    for (let k = 0; k < size; k++) {
      after[k]! += kept * velocity[k]!;
      velocity[k] = after[k]! - before[k]!;
    }
  }
}
