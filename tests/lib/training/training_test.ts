import assert from "node:assert/strict";
import { placeCellCentres, PlaceCells } from "../../../lib/cells/place_cells.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import { initialWeights } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../../../lib/tasks/spatial_task.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { defaultAdam } from "../../../lib/training/adam.ts";
import {
  Training,
  type TrainingSettings,
  type TrainingSetup,
} from "../../../lib/training/training.ts";

const engine = await startWasmEngine();

function setup(settings: Partial<TrainingSettings> = {}): TrainingSetup {
  const architecture = vanilla({ inputs: 2, units: 24, outputs: 32 }, 0.2);
  const centres = placeCellCentres(32, { width: 2.2, height: 2.2 }, stream("test", "cells"));
  const cells = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
  return {
    engine,
    architecture,
    task: spatialTask(cells, defaultSpatialMotion, 3),
    initial: initialWeights(architecture.shapes, "test", "weights"),
    path: ["test", 0],
    settings: {
      batchSize: 16,
      steps: 12,
      batches: 30,
      adam: { ...defaultAdam, learningRate: 5e-3 },
      noise: { law: "uniform", sigma: 0.01 },
      testEvery: 12,
      ...settings,
    },
  };
}

function finish(training: Training): Training {
  while (!training.finished) training.advance();
  return training;
}

Deno.test("Training lowers the loss and the decoding error", () => {
  const { history } = finish(new Training(setup({ batches: 300, testEvery: 100 })));
  assert.deepEqual(history.batches, [0, 100, 200, 300]);
  assert.ok(history.loss[3]! < 0.35 * history.loss[0]!, `loss ${history.loss}`);
  assert.ok(history.error[3]! < 0.35 * history.error[0]!, `error ${history.error}`);
  // The mean of squares is at least the square of the mean; two coordinates share a distance.
  history.error.forEach((error, i) => {
    assert.ok(2 * history.meanSquaredError[i]! >= error ** 2);
  });
});

for (const law of ["uniform", "gaussian"] as const) {
  Deno.test(`Training restored at any batch ends in the same bytes (${law} noise)`, () => {
    const settings = { noise: { law, sigma: 0.01 } };
    const whole = finish(new Training(setup(settings)));
    for (const stop of [1, 11, 12, 29]) {
      const first = new Training(setup(settings));
      while (first.batch < stop) first.advance();
      const second = new Training(setup(settings), first.save());
      assert.equal(second.batch, stop);
      // The first one going on must not disturb it: they share an engine.
      first.advance();
      assert.deepEqual(finish(second).save(), whole.save(), `stopped at ${stop}`);
    }
  });
}

Deno.test("Training traces its state after batches 1, 2, 5, 10, ... and the last", () => {
  const { trace } = finish(new Training(setup()));
  assert.deepEqual(trace.map(({ batch }) => batch), [1, 2, 5, 10, 20, 30]);
  assert.equal(new Set(trace.map(({ sha256 }) => sha256)).size, 6);
  const { trace: short } = finish(new Training(setup({ batches: 5 })));
  assert.deepEqual(short, trace.slice(0, 3));
});

Deno.test("Training has the same trace when it is restored, however often", () => {
  const { trace } = finish(new Training(setup()));
  let training = new Training(setup());
  while (!training.finished) {
    training.advance();
    training = new Training(setup(), training.save());
  }
  assert.deepEqual(training.trace, trace);
});

Deno.test("Training's trace tells a learning rate from the next float32 at batch 1 or 2", () => {
  const traced = (learningRate: number) =>
    finish(new Training(setup({ batches: 2, adam: { ...defaultAdam, learningRate } }))).trace;
  const rate = Math.fround(5e-3), next = Math.fround(rate * (1 + 2 ** -23));
  assert.deepEqual(traced(rate), traced(rate));
  assert.notDeepEqual(traced(next), traced(rate));
});

Deno.test("Training tests the untrained and the trained network whatever the interval", () => {
  assert.deepEqual(finish(new Training(setup())).history.batches, [0, 12, 24, 30]);
});

Deno.test("Training does not depend on how often it is tested", () => {
  const often = finish(new Training(setup({ testEvery: 1 })));
  const seldom = finish(new Training(setup({ testEvery: 1000 })));
  assert.deepEqual(often.weights(), seldom.weights());
});

Deno.test("Training draws new trajectories and new noise for each batch", () => {
  // At a learning rate of 0 the losses of batches differ by what is drawn alone.
  const adam = { ...defaultAdam, learningRate: 0 }, { task } = setup();
  const fixed = task.draw(16, 12, stream("fixed", "starts"), stream("fixed", "moves"));
  const losses = (sigma: number, draw = task.draw) => {
    const noise = { law: "gaussian", sigma } as const;
    const training = new Training({ ...setup({ adam, noise }), task: { ...task, draw } });
    return [0, 1, 2].map(() => {
      training.advance();
      return training.loss;
    });
  };
  assert.equal(new Set(losses(0)).size, 3);
  assert.equal(new Set(losses(0.1, () => fixed)).size, 3);
  assert.equal(new Set(losses(0, () => fixed)).size, 1);
});

Deno.test("Training without noise is the same under either law", () => {
  const trained = (law: "uniform" | "gaussian", sigma: number) =>
    finish(new Training(setup({ noise: { law, sigma }, batches: 2 })));
  assert.deepEqual(trained("uniform", 0).save(), trained("gaussian", 0).save());
  assert.notDeepEqual(trained("uniform", 0).weights(), trained("uniform", 0.01).weights());
});

Deno.test("Training refuses a state that is not of this network", () => {
  const saved = new Training(setup()).save();
  const larger = vanilla({ inputs: 2, units: 25, outputs: 32 }, 0.2);
  assert.throws(() => new Training({ ...setup(), architecture: larger }, saved), /encoder.weight/);
  assert.throws(() => new Training(setup(), saved.subarray(0, 500)));
});

Deno.test("Training throws when the loss is not finite", () => {
  const wild = setup({ adam: { ...defaultAdam, learningRate: 1e30 } });
  assert.throws(() => finish(new Training(wild)), /Cannot (train on batch|rank row)/);
});
