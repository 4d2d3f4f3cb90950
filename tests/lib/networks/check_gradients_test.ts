import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import type { Architecture, CellGradient } from "../../../lib/networks/architecture.ts";
import { checkGradients } from "../../../lib/networks/check_gradients.ts";
import type { TensorForward } from "../../../lib/networks/check_gradients.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import type { WeightMatrices } from "../../../lib/networks/weights.ts";
import type { Matrix } from "../../../lib/tensor/engine.ts";

const alpha = 0.3;
const network = vanilla({ inputs: 2, units: 10, outputs: 7 }, alpha);
const forward: TensorForward = ({ previous, inputs, noise }, times) => {
  const sum = tf.add(times(previous, "w_rec.weight"), times(inputs, "w_in.weight"));
  return tf.addN([tf.mul(previous, 1 - alpha), tf.mul(tf.relu(sum), alpha), noise]);
};

/** The network with another back-propagation. */
function faulty(
  change: (right: CellGradient, gradients: WeightMatrices) => Partial<CellGradient>,
): Architecture {
  return {
    ...network,
    cell: (...given) => {
      const cell = network.cell(...given);
      return {
        refresh: () => cell.refresh(),
        step: (t, step) => cell.step(t, step),
        differentiate(states, inputs, gradients) {
          const right = cell.differentiate(states, inputs, gradients);
          return {
            stepBack: (t, gradient) => right.stepBack(t, gradient),
            finish: () => right.finish(),
            ...change(right, gradients),
          };
        },
      };
    },
  };
}

function scale({ data }: Matrix, factor: number): void {
  for (let k = 0; k < data.length; k++) data[k]! *= factor;
}

Deno.test("checkGradients() finds the gradients of vanilla() to be TensorFlow.js's", async () => {
  const differences = await checkGradients(network, forward);
  assert.deepEqual(differences.map(({ name }) => name), network.shapes.map(({ name }) => name));
  for (const { difference } of differences) assert.ok(difference > 0 && difference < 2e-6);
});

Deno.test("checkGradients() catches a wrong sign of one weight's gradient, and names it", async () => {
  const wrong = faulty((right, gradients) => ({
    finish() {
      right.finish();
      scale(gradients.get("w_in.weight"), -1);
    },
  }));
  await assert.rejects(checkGradients(wrong, forward), ({ message }: Error) => {
    const [, found, expected] =
      /^The back-propagation is wrong: of "w_in\.weight" the gradient differs from TensorFlow\.js's; its entry \[\d, [01]\] is (\S+), expected (\S+)$/
        .exec(message)!; // else the test fails
    assert.ok(Math.abs(Number(found) / Number(expected) + 1) < 1e-4, message);
    return true;
  });
});

Deno.test("checkGradients() catches what is lost on the way back through time", async () => {
  const wrong = faulty((right) => ({
    stepBack(t, gradient) {
      right.stepBack(t, gradient);
      scale(gradient, 0.999);
    },
  }));
  await assert.rejects(
    checkGradients(wrong, forward),
    /wrong: of "encoder\.weight", "w_in\.weight", "w_rec\.weight" the/,
  );
});

Deno.test("checkGradients() tells another forward pass from a wrong gradient", async () => {
  await assert.rejects(
    checkGradients(network, (step, times) => tf.mul(forward(step, times), 1.001)),
    /^Error: Cannot compare gradients: the loss is .*, expected TensorFlow\.js's .*the forward function differ$/,
  );
  await assert.rejects(
    checkGradients(network, ({ previous }, times) => times(previous, "w_wreck.weight")),
    /Cannot find weights "w_wreck\.weight" of the architecture/,
  );
});

Deno.test("checkGradients() leaves TensorFlow.js's backend and tensors as they were", async () => {
  await tf.setBackend("wasm");
  const before = tf.memory().numTensors;
  await checkGradients(network, forward);
  assert.deepEqual([tf.getBackend(), tf.memory().numTensors], ["wasm", before]);
  await assert.rejects(checkGradients(network, () => tf.scalar(NaN)));
  assert.equal(tf.getBackend(), "wasm");
});
