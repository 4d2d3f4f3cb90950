import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { placeCellCentres, PlaceCells } from "../../../lib/cells/place_cells.ts";
import { checkGradients } from "../../../lib/networks/check_gradients.ts";
import { gru } from "../../../lib/networks/gru.ts";
import { initialWeights, WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../../../lib/tasks/spatial_task.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { defaultAdam } from "../../../lib/training/adam.ts";
import { Rollout } from "../../../lib/training/rollout.ts";
import { Training } from "../../../lib/training/training.ts";
import { golden } from "../../support/golden.ts";
import {
  assertGradients,
  assertInitialState,
  assertRollout,
  goldenNetwork,
} from "../../support/golden_network.ts";

const engine = await startWasmEngine();

for (const name of ["gru_tiny", "gru_small", "gru_all_noise"]) {
  Deno.test(`gru() gives the states and outputs of the released code (${name})`, () => {
    const { inputs, outputs } = golden(name);
    const network = goldenNetwork(engine, gru, inputs);
    assertInitialState(engine, network, outputs);
    assertRollout(engine, network, inputs, outputs);
  });

  Deno.test(`Backpropagation gives the loss and gradients of the released code (${name})`, () => {
    const { inputs, outputs } = golden(name);
    assertGradients(engine, goldenNetwork(engine, gru, inputs), outputs);
  });
}

Deno.test("gru() without inputs equals zero inputs, also after a step with others", () => {
  const { inputs } = golden("gru_tiny");
  const { architecture, weights, batch, sizes: { B, sigma } } = goldenNetwork(engine, gru, inputs);
  const rollout = new Rollout(engine, architecture, weights, B);
  const { inputs: _given, ...quiescent } = batch;
  const run = (drive: Parameters<Rollout["run"]>[0]) =>
    Array.from(rollout.run(drive, 6, sigma), ({ states }) => [...states]);
  const zero = run({ ...batch, inputs: (_t, out) => void out.fill(0) });
  const given = run(batch);
  assert.deepEqual(run(quiescent), zero);
  assert.notDeepEqual(given, zero);
});

Deno.test("gru() keeps its state when the update gate is shut, whatever the candidate", () => {
  const architecture = gru({ inputs: 1, units: 3, outputs: 3 }, 0.2);
  const weights = new WeightMatrices(engine, architecture.shapes);
  const set = (name: string, values: number[]) => weights.get(`${name}.weight`).data.set(values);
  set("encoder", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  set("w_z", [100, 100, 100]);
  set("w_h", [1, -1, 2]);
  const states = [0.5, -0.25, 2];
  const rollout = new Rollout(engine, architecture, weights, 1);
  const drive = {
    initial: (out: Float32Array) => out.set(states),
    inputs: (_t: number, out: Float32Array) => void out.fill(1),
    noise: () => {},
  };
  for (const shot of rollout.run(drive, 5, 0)) assert.deepEqual([...shot.states], states);
});

Deno.test("gru() decays to exact rest, never to denormal numbers", () => {
  const architecture = gru({ inputs: 2, units: 9, outputs: 7 }, 0.2);
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(initialWeights(architecture.shapes, "gru", "rest"));
  const rollout = new Rollout(engine, architecture, weights, 5);
  const drive = {
    initial: (out: Float32Array) => stream("gru", "initial").fillUniform(out),
    noise: () => {},
  };
  let last: number[] = [];
  for (const { states } of rollout.run(drive, 3000, 0)) {
    assert.ok(states.every((r) => r === 0 || Math.abs(r) > 2 ** -126));
    last = [...states];
  }
  assert.ok(last.every((r) => r === 0));
});

Deno.test("Backpropagation through gru() matches the automatic differentiation of TensorFlow.js", async () => {
  const alpha = 0.3;
  await checkGradients(
    gru({ inputs: 2, units: 10, outputs: 7 }, alpha),
    ({ previous: r, inputs: u, noise }, times) => {
      const z = tf.sigmoid(tf.add(times(r, "u_z.weight"), times(u, "w_z.weight")));
      const g = tf.sigmoid(tf.add(times(r, "u_r.weight"), times(u, "w_r.weight")));
      const c = tf.tanh(tf.add(times(tf.mul(g, r), "u_h.weight"), times(u, "w_h.weight")));
      const change = tf.mul(tf.mul(tf.sub(1, z), tf.sub(c, r)), alpha);
      return tf.addN([r, change, noise]);
    },
  );
});

Deno.test("Training of gru() learns, and restored at any batch ends in the same bytes", () => {
  const centres = placeCellCentres(32, { width: 2.2, height: 2.2 }, stream("test", "cells"));
  const cells = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
  const architecture = gru({ inputs: 2, units: 24, outputs: 32 }, 0.2);
  const setup = {
    engine,
    architecture,
    task: spatialTask(cells, defaultSpatialMotion, 3),
    initial: initialWeights(architecture.shapes, "test", "weights"),
    path: ["test", 0],
    settings: {
      batchSize: 16,
      steps: 12,
      batches: 300,
      adam: { ...defaultAdam, learningRate: 5e-3 },
      noise: { law: "gaussian", sigma: 0.01 },
      testEvery: 150,
    },
  } as const;
  const whole = new Training(setup), parts = new Training(setup);
  while (!whole.finished) whole.advance();
  assert.ok(whole.history.error[2]! < 0.5 * whole.history.error[0]!, `${whole.history.error}`);
  while (parts.batch < 149) parts.advance();
  const rest = new Training(setup, parts.save());
  while (!rest.finished) rest.advance();
  assert.deepEqual(rest.save(), whole.save());
});
