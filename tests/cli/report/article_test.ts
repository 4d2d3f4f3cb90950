import assert from "node:assert/strict";
import { articleOf } from "../../../cli/report/article.ts";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { encodeExplainedVariance } from "../../../lib/results/explained_variance.ts";
import { encodeTrainingHistory } from "../../../lib/results/training_history.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import type { Digest } from "../../../pipeline/digest.ts";
import { references } from "../../../pipeline/graph.ts";
import type { Plan } from "../../../pipeline/plan/plan.ts";
import { readProfile } from "../../../stages/configuration/profile.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";

const configuration = await readProfile("smoke");
const protocol = "described";
const graph = experiment(configuration, ["described"]);

/** A plan whose figures and their inputs have these artifacts, by the input that takes them. */
function planWith(artifacts: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): Plan {
  const outputs = new Map<string, Record<string, { digest: Digest }>>();
  const blobs = new Map<Digest, Uint8Array<ArrayBuffer>>();
  for (const action of graph.actions.values()) {
    for (const { input, ref } of references(action)) {
      const bytes = artifacts[`${action.leaf} ${input}`] ??
        artifacts[`${action.labels["phase"]} ${action.leaf} ${input}`];
      if (bytes === undefined) continue;
      const digest = digestOf(bytes);
      blobs.set(digest, bytes);
      outputs.set(ref.action, { ...outputs.get(ref.action), [ref.output]: { digest } });
    }
  }
  const nodes = new Map(
    [...graph.actions].map(([name, action]) => [name, {
      action,
      result: { outputs: outputs.get(name) ?? {} },
    }]),
  );
  const store = { readBlob: (digest: Digest) => Promise.resolve(blobs.get(digest)) };
  return { graph, nodes, store } as unknown as Plan; // as much of one as is read
}

const positions = (...data: number[]) =>
  encodeNpy({ shape: [2, data.length / 4, 2], data: Float32Array.from(data) });
const winners = (...data: number[]) =>
  encodeNpy({ shape: [2, data.length / 4, 2], data: Uint16Array.from(data) });

const ARTIFACTS = {
  "fig1b history": history(0.75, 0.125),
  "fig1c active": encodeExplainedVariance({ cumulativeRatio: [0.5, 0.875] }),
  "fig1c quiescent": encodeExplainedVariance({ cumulativeRatio: [0.25, 0.625] }),
  "fig1d decoded": positions(0.5, 0, 0, 0.5, 9, 9, 9, 9),
  "fig1e decoded": positions(1, 0, 0, 1, 9, 9, 9, 9),
  "active decode winners": winners(0, 1, 1, 2, 9, 9, 9, 9),
  "quiescent decode winners": winners(2, 0, 0, 2, 9, 9, 9, 9),
  "active decode centres": encodeNpy({ shape: [3, 2], data: Float32Array.of(0, 0, 1, 0, 0, 1) }),
  "active rollout coordinates": positions(0, 0, 0.25, 0, 0.5, 0, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9),
  "active rollout updates": positions(0.25, 0, 0.25, 0.5, 8, 8, 9, 9, 9, 9, 9, 9),
};

function history(before: number, after: number): Uint8Array<ArrayBuffer> {
  const rest = { loss: [1, 1], meanSquaredError: [1, 1], releasedError: [1, 1] };
  return encodeTrainingHistory({ batches: [0, 100], error: [before, after], ...rest });
}

Deno.test("articleOf() takes numbers and scene from the configuration and the artifacts", async () => {
  const found = await articleOf(planWith(ARTIFACTS), configuration, protocol);
  const { spatial: { vanilla, gru }, headDirection } = configuration;
  const { timeStep } = vanilla.motion;
  assert.deepEqual(found, {
    box: [2.2, 2.2],
    timeStep,
    placeCells: vanilla.cells.count,
    cellWidth: vanilla.cells.width,
    winners: vanilla.cells.winners,
    units: vanilla.network.units,
    anchor: [0, 0],
    headDirection: {
      units: headDirection.vanilla.network.units,
      cells: headDirection.vanilla.cells.count,
    },
    training: {
      batches: vanilla.train.batches,
      batchSize: vanilla.train.batchSize,
      steps: vanilla.train.steps,
      noise: "gaussian",
    },
    quiescent: {
      steps: vanilla.quiescent.steps,
      noise: "gaussian",
      varianceFactor: 2,
      gruVarianceFactor: gru.quiescent.varianceFactor,
    },
    error: { before: 0.75, after: 0.125 },
    explained: { components: 2, active: 0.875, quiescent: 0.625 },
    scene: {
      box: [2.2, 2.2],
      timeStep,
      cells: [[0, 0], [1, 0], [0, 1]],
      cellWidth: vanilla.cells.width,
      walk: [[0, 0], [0.25, 0], [0.5, 0]],
      velocity: [[0.25 / timeStep, 0], [0.25 / timeStep, 0.5 / timeStep]],
      active: { winners: [[0, 1], [1, 2]], decoded: [[0.5, 0], [0, 0.5]] },
      quiescent: { winners: [[2, 0], [0, 2]], decoded: [[1, 0], [0, 1]] },
    },
  });
});

Deno.test("articleOf() follows a changed artifact, and leaves out what the cache has not", async () => {
  const changed = { ...ARTIFACTS, "fig1b history": history(0.5, 0.25) };
  const { error } = await articleOf(planWith(changed), configuration, protocol);
  assert.deepEqual(error, { before: 0.5, after: 0.25 });
  for (const missing of Object.keys(ARTIFACTS)) {
    const rest = Object.entries(ARTIFACTS).filter(([name]) => name !== missing);
    const found = await articleOf(planWith(Object.fromEntries(rest)), configuration, protocol);
    assert.equal(found.error === undefined, missing === "fig1b history", missing);
    assert.equal(found.explained === undefined, missing.startsWith("fig1c"), missing);
    assert.equal(found.scene === undefined, !/^fig1[bc]/.test(missing), missing);
  }
});
