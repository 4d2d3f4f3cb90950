import assert from "node:assert/strict";
import { encodeBearingMatch } from "../../../lib/results/bearing_match.ts";
import { encodeDivergences } from "../../../lib/results/divergences.ts";
import { encodeExplainedVariance } from "../../../lib/results/explained_variance.ts";
import { encodeFading } from "../../../lib/results/fading.ts";
import { encodeTrainingHistory } from "../../../lib/results/training_history.ts";
import { readSweepTable, tidyTable } from "../../../lib/results/sweep_table.ts";
import { readProfile } from "../../../stages/configuration/profile.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";
import { parseSweep } from "../../../stages/sweep/parse_sweep.ts";
import { sweepGraph } from "../../../stages/sweep/sweep.ts";
import { run } from "../../../stages/sweep/table_run.ts";

/** An action and its stage, as the table's parameters have them. */
interface Measured {
  readonly labels: readonly (string | number | null)[];
  readonly action: string;
  readonly stage: string;
  readonly format?: string;
  readonly numbersOf?: string;
}

/** The rows of a table of measures: of each action where it stands, and what it wrote. */
async function rowsOf(measured: readonly (readonly [of: Measured, file: Uint8Array])[]) {
  let table = new Uint8Array();
  await run(
    {
      parameters: {
        swept: [{ path: "train.sigmaStep", unit: "" }],
        points: [["0.01"]],
        labels: ["task", "bias", "seed", "phase"],
        measured: measured.map(([of]) => ({ point: 0, format: "json", ...of })),
      },
      readAll: (format: string) =>
        Promise.resolve(
          measured.filter(([{ format: own = "json" }]) => own === format).map(([, file]) => file),
        ),
      write: (_: string, bytes: Uint8Array<ArrayBuffer>) => Promise.resolve(void (table = bytes)),
    } as unknown as Parameters<typeof run>[0],
  ); // what it uses of an action
  return tidyTable(readSweepTable(table)).rows;
}

Deno.test("sweepTable run() takes a network's explained variance and fading", async () => {
  const network = (phase: string, stage: string) => {
    return { labels: ["spatial", "unbiased", 3, phase], action: stage, stage };
  };
  const cumulativeRatio = [0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99];
  const explained = (shares: readonly number[]) =>
    encodeExplainedVariance({ cumulativeRatio: shares });
  const fading = encodeFading({
    seed: 3,
    rollout: "noisy",
    network: "unbiased",
    step: [5, 15],
    peak: [1, 0.5],
    jumps: [0.5, 0.25],
    window: { from: 0, to: 20, peak: 0.75, jumps: 0.375 },
  });
  const rows = await rowsOf([
    [network("explainedVariance/quiescent", "pca"), explained(cumulativeRatio)],
    [network("active", "pca"), explained([0.4, 0.6])], // the axes of Fig. 1f
    [network("quiescent", "fading"), fading],
  ]);
  const of = (phase: string) => [0.01, "spatial", "unbiased", 3, phase];
  assert.deepEqual(rows, [
    [...of("explainedVariance/quiescent"), "pca", "variance in 2 PCs", "", 0.6],
    [...of("explainedVariance/quiescent"), "pca", "variance in 10 PCs", "", 0.99],
    [...of("quiescent"), "fading", "largest output at the end", "", 0.5],
    [...of("quiescent"), "fading", "share of jumps", "", 0.375],
  ]);
});

Deno.test("sweepTable run() gives an error in the unit of its task", async () => {
  const history = encodeTrainingHistory({
    batches: [0],
    loss: [0.5],
    error: [0.25],
    meanSquaredError: [0.1],
    releasedError: [0.1],
  });
  const rows = await rowsOf(["spatial", "headDirection", null].map((task) => [
    { labels: [task, null, 0, null], action: "train", stage: "train" },
    history,
  ]));
  const errors = rows.filter((row) => row.at(-3) === "decoding error");
  assert.deepEqual(errors.map((row) => [row[1], row.at(-2)]), [
    ["spatial", "m"],
    ["headDirection", "rad"],
    [null, null],
  ]);
});

Deno.test("sweepTable run() takes numbers of one's own from JSON and CSV, each from its file", async () => {
  const text = (text: string) => new TextEncoder().encode(text);
  const own = { labels: [null, null, 1, null], action: "drift", stage: "drift" };
  const rows = await rowsOf([
    [{ ...own, format: "csv", numbersOf: "drift.steps" }, text("step,speed\n0,1\n1,2\n")],
    [{ ...own, numbersOf: "drift.whole" }, text('{"value": 5}')],
    [{ ...own, format: "csv", numbersOf: "late" }, text("speed\n4\n")],
  ]);
  assert.deepEqual(rows.map((row) => row.slice(5)), [
    ["drift", "mean of drift.steps.step", null, 0.5],
    ["drift", "mean of drift.steps.speed", null, 1.5],
    ["drift", "drift.whole.value", null, 5],
    ["drift", "mean of late.speed", null, 4],
  ]);
});

Deno.test("sweepGraph() measures with every stage that the table knows", async () => {
  const sweep = parseSweep("vanilla.train.sigmaStep=0.01,0.02");
  const { graph } = sweepGraph(
    await readProfile("smoke"),
    [sweep],
    (changed) => experiment(changed),
  );
  const { labels, measured } = graph.actions.get("sweep/table")!.parameters as {
    readonly labels: readonly string[];
    readonly measured: readonly Measured[];
  };
  const stages = new Set(measured.map(({ stage }) => stage));
  for (const stage of ["train", "pca", "fading", "divergence", "stepDistance", "totalVariance"]) {
    assert.ok(stages.has(stage), stage);
  }
  for (const name of ["task", "cell", "noise", "bias", "seed", "phase"]) {
    assert.ok(labels.includes(name), name);
  }
  for (const { labels: own } of measured) assert.equal(own.length, labels.length);
});

Deno.test("sweepTable run() leaves a divergence out that has no value", async () => {
  const kl = encodeDivergences({
    quiescent: "U",
    seed: 0,
    values: { "U": null, "B": 2.5 },
    errors: {},
    clipped: {},
  });
  const labels = ["spatial", null, 0, null];
  const rows = await rowsOf([[{ labels, action: "divergence", stage: "divergence" }, kl]]);
  assert.deepEqual(rows.map((row) => row.slice(-3)), [["KL(U || B)", "nat", 2.5]]);
});

Deno.test("sweepTable run() keeps a match that has no value as a gap", async () => {
  const none = { histogramDistance: null, activeHole: null, quiescentHole: null };
  const labels = ["headDirection", "unbiased", 0, null];
  const rows = await rowsOf([[
    { labels, action: "bearingMatch", stage: "bearingMatch" },
    encodeBearingMatch({ seed: 0, ...none, errors: none }),
  ]]);
  assert.deepEqual(rows, [[0.01, ...labels, "bearingMatch", "histogram distance", "", null]]);
});
