import type { Matrix } from "../tensor/engine.ts";
import type { Linear } from "../tensor/linear.ts";

/** out = W x + W_in u; without inputs u, W x. */
export function weightedSum(
  weights: Linear,
  x: Matrix,
  inputWeights: Linear,
  inputs: Matrix | undefined,
  out: Matrix,
): void {
  if (inputs === undefined) return weights.forward(x, out);
  inputWeights.forward(inputs, out);
  weights.addForward(x, out);
}
