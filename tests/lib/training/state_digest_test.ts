import assert from "node:assert/strict";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { Adam, defaultAdam } from "../../../lib/training/adam.ts";
import { stateDigest } from "../../../lib/training/training_state.ts";

const engine = await startWasmEngine();
const SHAPES = [{ name: "a", outputs: 3, inputs: 5 }, { name: "b", outputs: 2, inputs: 3 }];

Deno.test("stateDigest() shows every bit of the weights and of Adam's moments", () => {
  const weights = new WeightMatrices(engine, SHAPES),
    gradients = new WeightMatrices(engine, SHAPES);
  weights.load(initialWeights(SHAPES, "weights"));
  gradients.load(initialWeights(SHAPES, "gradients"));
  const adam = new Adam(weights, defaultAdam);
  adam.update(gradients);
  const digest = stateDigest(weights, adam), seen = new Set([digest]);
  let bits = 0;
  for (const name of weights.names) {
    for (const { buffer, byteOffset, length } of [weights.get(name).data, ...adam.moments(name)]) {
      const words = new Int32Array(buffer, byteOffset, length);
      for (let bit = 0; bit < 32 * length; bit++, bits++) {
        words[bit >> 5]! ^= 1 << bit;
        seen.add(stateDigest(weights, adam));
        words[bit >> 5]! ^= 1 << bit;
      }
    }
  }
  assert.equal(seen.size, bits + 1);
  assert.equal(stateDigest(weights, adam), digest);
});
