import type { Engine, Matrix, Target } from "./engine.ts";

export class TransposedProduct {
  constructor(
    private readonly engine: Engine,
    private readonly left: Matrix,
    private readonly targets: readonly Target[],
  ) {}

  run(): void {
    this.engine.transposedProducts(this.left, this.targets);
  }
}
