import * as tf from "@tensorflow/tfjs";
import { checkGradients } from "../../../lib/networks/check_gradients.ts";
import type { TensorForward } from "../../../lib/networks/check_gradients.ts";
import { lowRank } from "./low_rank_cell.ts";

const alpha = 0.3;

/** The cell's step in operations of TensorFlow.js, which differentiates it by itself. */
export const forward: TensorForward = ({ previous, inputs, noise }, times) => {
  const low = times(previous, "n.weight");
  const sum = tf.add(times(low, "m.weight"), times(inputs, "w_in.weight"));
  return tf.addN([tf.mul(previous, 1 - alpha), tf.mul(tf.relu(sum), alpha), noise]);
};

for (const rank of [1, 3]) {
  Deno.test(`lowRank() of rank ${rank} has the gradients that TensorFlow.js finds`, async () => {
    await checkGradients(lowRank({ inputs: 2, units: 10, outputs: 7, rank, alpha }), forward);
  });
}
