import assert from "node:assert/strict";
import { decodeJson, encodeJson } from "../../../lib/files/json.ts";
import type { Json } from "../../../lib/files/json.ts";
import { readProfile } from "../../../stages/configuration/profile.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";
import { parseSweep, sweepGraph } from "../../../stages/sweep/sweep.ts";
import { run } from "../../../stages/sweep/table_run.ts";

/** The rows of a table of measures: the name and stage of each action, and what it wrote. */
async function rowsOf(measured: readonly (readonly [name: string, stage: string, json: Json])[]) {
  let table: unknown;
  await run(
    {
      parameters: {
        columns: ["train.sigmaStep"],
        points: [["0.01"]],
        measured: measured.map(([name, stage]) => ({ point: 0, name, stage })),
      },
      readAll: () => Promise.resolve(measured.map(([, , json]) => encodeJson(json))),
      write: (_: string, bytes: Uint8Array) => Promise.resolve(void (table = decodeJson(bytes))),
    } as unknown as Parameters<typeof run>[0],
  ); // what it uses of an action
  return (table as { rows: readonly (readonly (string | number | null)[])[] }).rows;
}

Deno.test("sweepTable run() takes a network's explained variance and fading", async () => {
  const network = "spatial/vanilla/noisy/unbiased/seed3";
  const cumulativeRatio = [0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99];
  const rows = await rowsOf([
    [`${network}/explainedVariance/quiescent/pca`, "pca", { cumulativeRatio }],
    [`${network}/active/pca`, "pca", { cumulativeRatio: [0.4, 0.6] }], // the axes of Fig. 1f
    [`${network}/quiescent/fading`, "fading", {
      step: [5, 15],
      peak: [1, 0.5],
      jumps: [0.5, 0.25],
    }],
  ]);
  const condition = "spatial/vanilla/noisy/unbiased";
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
    readonly measured: readonly { readonly stage: string; readonly name: string }[];
  };
  const stages = new Set(measured.map(({ stage }) => stage));
  for (const stage of ["train", "pca", "fading", "divergence", "stepDistance", "totalVariance"]) {
    assert.ok(stages.has(stage), stage);
  }
  assert.ok(measured.some(({ name }) => name.endsWith("explainedVariance/quiescent/pca")));
});

Deno.test("sweepTable run() leaves a divergence out that has no value", async () => {
  const name = "spatial/vanilla/divergence/seed0/U";
  const kl = { quiescent: "U", seed: 0, values: { "U": null, "B": 2.5 } };
  const rows = await rowsOf([[name, "divergence", kl]]);
  assert.deepEqual(rows.map((row) => row.slice(-2)), [["KL(U || B)", 2.5]]);
});
