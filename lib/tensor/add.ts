import type { Engine, Matrix } from "./engine.ts";

/** total += part */
export function add({ kernels }: Engine, total: Matrix, part: Matrix): void {
  kernels.add(total.address, part.address, 4 * total.rows * total.cols);
}
