import type { WeightMatrices } from "../networks/weights.ts";
import { Linear, sumForward } from "../tensor/linear.ts";
import type { ActiveNetwork } from "./active_network.ts";

/** Mean of 1 - z of a GRU on its active states, by which its leak is smaller than alpha. */
export function meanOpenGate(
  { engine, network, batch, from, steps }: ActiveNetwork,
  weights: WeightMatrices,
): number {
  const recurrent = new Linear(engine, weights.get("u_z.weight"));
  const input = new Linear(engine, weights.get("w_z.weight"));
  const { states, inputs } = network;
  const gates = engine.allocate(states.rows, states.cols);
  let sum = 0, count = 0;
  for (const _ of network.run(batch, from, steps)) {
    sumForward([[input, inputs], [recurrent, states]], gates);
    for (const z of gates.data) sum += 1 / (1 + Math.exp(z)); // 1 - sigmoid(z)
    count += gates.data.length;
  }
  return sum / count;
}
