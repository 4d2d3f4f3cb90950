import type { Engine, Frozen, Matrix } from "./engine.ts";

/**
 * A linear layer without bias: y = x W^T, weights W [outputs, inputs] as PyTorch keeps them. It works
 * with the weights as they were when it was made or last refreshed.
 */
export class Linear {
  readonly #engine: Engine;
  readonly #weight: Matrix;
  #frozen: { readonly forward: Frozen; readonly backward: Frozen };

  constructor(engine: Engine, weight: Matrix) {
    this.#engine = engine;
    this.#weight = weight;
    this.#frozen = this.#freeze();
  }

  /** Takes up the weights as they are now. */
  refresh(): void {
    this.#frozen.forward[Symbol.dispose]();
    this.#frozen.backward[Symbol.dispose]();
    this.#frozen = this.#freeze();
  }

  /** out = x W^T: [n, inputs] to [n, outputs]; `meanwhile` as in `Engine.product`. */
  forward(x: Matrix, out: Matrix, meanwhile?: () => void): void {
    this.#engine.product(x, this.#frozen.forward, out, meanwhile);
  }

  /** out += x W^T */
  addForward(x: Matrix, out: Matrix): void {
    this.#engine.addProduct(x, this.#frozen.forward, out);
  }

  /** out = dy W, the gradient of x from the gradient of y: [n, outputs] to [n, inputs]. */
  backward(dy: Matrix, out: Matrix): void {
    this.#engine.product(dy, this.#frozen.backward, out);
  }

  /** out += dy W */
  addBackward(dy: Matrix, out: Matrix): void {
    this.#engine.addProduct(dy, this.#frozen.backward, out);
  }

  #freeze() {
    return {
      forward: this.#engine.freeze(this.#weight, true),
      backward: this.#engine.freeze(this.#weight),
    };
  }
}

/** out = the sum of x W^T over the layers, in their order; those without an x are left out. */
export function sumForward(
  layers: readonly (readonly [layer: Linear, x: Matrix | undefined])[],
  out: Matrix,
): void {
  let added = false;
  for (const [layer, x] of layers) {
    if (x === undefined) continue;
    if (added) layer.addForward(x, out);
    else layer.forward(x, out);
    added = true;
  }
}
