import type { Engine, Frozen, Matrix } from "./engine.ts";

/**
 * A linear layer without bias: y = x W^T, weights W [outputs, inputs] as PyTorch keeps them. It works
 * with the weights as they were when it was made or last refreshed.
 */
export class Linear {
  readonly #engine: Engine;
  readonly #weight: Matrix;
  readonly #transposed: Matrix;
  #frozen: { readonly forward: Frozen; readonly backward: Frozen };

  constructor(engine: Engine, weight: Matrix) {
    this.#engine = engine;
    this.#weight = weight;
    this.#transposed = engine.allocate(weight.cols, weight.rows);
    this.#frozen = this.#freeze();
  }

  /** Takes up the weights as they are now. */
  refresh(): void {
    this.#frozen.forward[Symbol.dispose]();
    this.#frozen.backward[Symbol.dispose]();
    this.#frozen = this.#freeze();
  }

  /** out = x W^T: [n, inputs] to [n, outputs]. */
  forward(x: Matrix, out: Matrix): void {
    this.#engine.product(x, this.#frozen.forward, out);
  }

  /** out = dy W, the gradient of x from the gradient of y: [n, outputs] to [n, inputs]. */
  backward(dy: Matrix, out: Matrix): void {
    this.#engine.product(dy, this.#frozen.backward, out);
  }

  #freeze() {
    this.#engine.transpose(this.#weight, this.#transposed);
    return {
      forward: this.#engine.freeze(this.#transposed),
      backward: this.#engine.freeze(this.#weight),
    };
  }
}
