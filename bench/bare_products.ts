import type { Engine, Frozen, Matrix } from "../lib/tensor/engine.ts";
import type { Network, NetworkName } from "./networks.ts";

/** Rows of a batch to a product of a weight gradient: longer ones are half as fast. */
const BLOCK = 2000;

/** `count` products [rows, inner] x [inner, cols]; weights on the right are packed once for all. */
interface Shape {
  readonly count: number;
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
  readonly weights: boolean;
}

/**
 * The matrix products that a training step cannot do without, and nothing else: no data, no noise,
 * no transposition, no element-wise work. Six for a vanilla network: W_rec and D, each forward,
 * backward, and its gradient; nine for a GRU, whose gates share theirs. Recurrent products are made
 * step by step, gradients in blocks of rows, the others over the whole batch at once.
 */
export class BareProducts {
  readonly #engine: Engine;
  readonly #calls: readonly {
    readonly count: number;
    readonly left: Matrix;
    readonly right: Matrix | Frozen;
    readonly out: Matrix;
  }[];
  /** Floating-point operations of a run. */
  readonly flop: number;

  constructor(engine: Engine, name: NetworkName, network: Network) {
    const shapes = shapesOf(name, network);
    this.#engine = engine;
    this.#calls = shapes.map(({ count, rows, inner, cols, weights }) => {
      const left = engine.allocate(rows, inner), right = engine.allocate(inner, cols);
      left.data.fill(0.5);
      right.data.fill(0.25);
      return {
        count,
        left,
        right: weights ? engine.freeze(right) : right,
        out: engine.allocate(rows, cols),
      };
    });
    this.flop = shapes.reduce(
      (sum, { count, rows, inner, cols }) => sum + 2 * count * rows * inner * cols,
      0,
    );
  }

  run(): void {
    for (const { count, left, right, out } of this.#calls) {
      for (let i = 0; i < count; i++) this.#engine.product(left, right, out);
    }
  }
}

function shapesOf(name: NetworkName, { architecture, batchSize: B, steps: T }: Network): Shape[] {
  const { units: H, outputs: N } = architecture.sizes;
  const perStep = (inner: number, cols: number): Shape => ({
    count: T,
    rows: B,
    inner,
    cols,
    weights: true,
  });
  const whole = (inner: number, cols: number): Shape => ({
    ...perStep(inner, cols),
    count: 1,
    rows: T * B,
  });
  const blocks = Math.ceil(T * B / BLOCK);
  const gradient = (rows: number): Shape => ({
    count: blocks,
    rows,
    inner: T * B / blocks,
    cols: H,
    weights: false,
  });
  const decoder = [whole(H, N), whole(N, H), gradient(N)];
  const recurrent = [perStep(H, H), perStep(H, H), gradient(H)];
  const gates = [perStep(H, 2 * H), perStep(2 * H, H), gradient(2 * H)];
  return name === "gru" ? [...decoder, ...recurrent, ...gates] : [...decoder, ...recurrent];
}
