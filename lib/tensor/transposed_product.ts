import { add } from "./add.ts";
import type { Engine, Matrix } from "./engine.ts";

/**
 * Rows to a block: the transposed block and what it is multiplied by stay in the cache. Not a power of
 * two: the columns of the transposed block would share a few cache lines, which is 25 times as slow.
 */
const BLOCK = 2000;

/** out = left^T right */
export interface Target {
  readonly right: Matrix;
  readonly out: Matrix;
}

interface Block {
  readonly left: Matrix;
  readonly transposed: Matrix;
  readonly rights: readonly Matrix[];
}

/**
 * Products of one transposed matrix with others, the weight gradients of a whole batch: left [M, P],
 * right [M, Q], out [P, Q]. Unless the engine knows better, sums over blocks of rows, which also keeps
 * float32 rounding small when M is large. The matrices are fixed, their contents are read at each `run`.
 */
export class TransposedProduct {
  readonly #engine: Engine;
  readonly #left: Matrix;
  readonly #targets: readonly Target[];
  readonly #blocks: readonly Block[];
  readonly #outs: readonly { readonly total: Matrix; readonly part: Matrix }[];

  constructor(engine: Engine, left: Matrix, targets: readonly Target[]) {
    this.#engine = engine;
    this.#left = left;
    this.#targets = targets;
    const blocks: Block[] = [];
    const count = engine.transposedProduct === undefined ? Math.ceil(left.rows / BLOCK) : 0;
    const transposed = new Map<number, Matrix>();
    for (let b = 0; b < count; b++) {
      // As even as possible, so that there are at most two sizes.
      const first = Math.floor((b * left.rows) / count);
      const rows = Math.floor(((b + 1) * left.rows) / count) - first;
      if (!transposed.has(rows)) transposed.set(rows, engine.allocate(left.cols, rows));
      blocks.push({
        left: engine.rows(left, first, rows),
        transposed: transposed.get(rows)!,
        rights: targets.map(({ right }) => engine.rows(right, first, rows)),
      });
    }
    this.#blocks = blocks;
    this.#outs = targets.map(({ out }) => ({
      total: out,
      part: count > 1 ? engine.allocate(out.rows, out.cols) : out,
    }));
  }

  run(): void {
    for (const { right, out } of this.#targets) {
      this.#engine.transposedProduct?.(this.#left, right, out);
    }
    this.#blocks.forEach(({ left, transposed, rights }, b) => {
      this.#engine.transpose(left, transposed);
      this.#outs.forEach(({ total, part }, i) => {
        this.#engine.product(transposed, rights[i]!, b === 0 ? total : part);
        if (b > 0) add(this.#engine, total, part);
      });
    });
  }
}
