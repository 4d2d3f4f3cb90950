import assert from "node:assert/strict";
import { encodeBearingMatch } from "../../../lib/results/bearing_match.ts";
import { encodeDivergences } from "../../../lib/results/divergences.ts";
import { encodeExplainedVariance } from "../../../lib/results/explained_variance.ts";
import { encodeFading } from "../../../lib/results/fading.ts";
import { readSweepTable, tidyTable } from "../../../lib/results/sweep_table.ts";
import { readProfile } from "../../../stages/configuration/profile.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";
import { parseSweep } from "../../../stages/sweep/parse_sweep.ts";
import { sweepGraph } from "../../../stages/sweep/sweep.ts";
import { run } from "../../../stages/sweep/table_run.ts";

/** Where an action stands, and its stage. */
interface Measured {
  readonly condition: string;
  readonly seed: number;
  readonly phase: string | null;
  readonly stage: string;
}

/** The rows of a table of measures: of each action where it stands, and what it wrote. */
async function rowsOf(measured: readonly (readonly [of: Measured, file: Uint8Array])[]) {
  let table = new Uint8Array();
  await run(
    {
      parameters: {
        columns: ["train.sigmaStep"],
        points: [["0.01"]],
        measured: measured.map(([of]) => ({ point: 0, ...of })),
      },
      readAll: () => Promise.resolve(measured.map(([, file]) => file)),
      write: (_: string, bytes: Uint8Array<ArrayBuffer>) => Promise.resolve(void (table = bytes)),
    } as unknown as Parameters<typeof run>[0],
  ); // what it uses of an action
  return tidyTable(readSweepTable(table)).rows;
}

Deno.test("sweepTable run() takes a network's explained variance and fading", async () => {
  const condition = "spatial/vanilla/noisy/unbiased";
  const network = { condition, seed: 3 };
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
    [
      { ...network, phase: "explainedVariance/quiescent", stage: "pca" },
      explained(cumulativeRatio),
    ],
    // The axes of Fig. 1f.
    [{ ...network, phase: "active", stage: "pca" }, explained([0.4, 0.6])],
    [{ ...network, phase: "quiescent", stage: "fading" }, fading],
  ]);
  assert.deepEqual(rows, [
    [0.01, condition, 3, "explainedVariance/quiescent", "variance in 2 PCs", 0.6],
    [0.01, condition, 3, "explainedVariance/quiescent", "variance in 10 PCs", 0.99],
    [0.01, condition, 3, "quiescent", "largest output at the end", 0.5],
    [0.01, condition, 3, "quiescent", "share of jumps", 0.375],
  ]);
});

Deno.test("sweepGraph() measures with every stage that the table knows", async () => {
  const sweep = parseSweep("vanilla.train.sigmaStep=0.01,0.02");
  const { graph } = sweepGraph(
    await readProfile("smoke"),
    [sweep],
    (changed) => experiment(changed),
  );
  const { measured } = graph.actions.get("sweep/table")!.parameters as {
    readonly measured: readonly Measured[];
  };
  const stages = new Set(measured.map(({ stage }) => stage));
  for (const stage of ["train", "pca", "fading", "divergence", "stepDistance", "totalVariance"]) {
    assert.ok(stages.has(stage), stage);
  }
  assert.ok(measured.some(({ phase }) => phase === "explainedVariance/quiescent"));
});

Deno.test("sweepTable run() leaves a divergence out that has no value", async () => {
  const divergence = {
    condition: "spatial/vanilla/divergence",
    seed: 0,
    phase: null,
    stage: "divergence",
  };
  const kl = encodeDivergences({
    quiescent: "U",
    seed: 0,
    values: { "U": null, "B": 2.5 },
    errors: {},
    clipped: {},
  });
  const rows = await rowsOf([[divergence, kl]]);
  assert.deepEqual(rows.map((row) => row.slice(-2)), [["KL(U || B)", 2.5]]);
});

Deno.test("sweepTable run() keeps a match that has no value as a gap", async () => {
  const match = { condition: "headDirection/noisy/unbiased", seed: 0, phase: null };
  const none = { histogramDistance: null, activeHole: null, quiescentHole: null };
  const rows = await rowsOf([[
    { ...match, stage: "bearingMatch" },
    encodeBearingMatch({ seed: 0, ...none, errors: none }),
  ]]);
  assert.deepEqual(rows, [[0.01, match.condition, 0, null, "histogram distance", null]]);
});
