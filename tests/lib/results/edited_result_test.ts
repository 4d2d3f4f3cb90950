import assert from "node:assert/strict";
import { panelIds, panelModule } from "../../../figures/panels.ts";
import { changedBundles } from "../../support/changed_bundles.ts";

/** Run modules of stages by their folder, and the panels. */
const modules = new Map([
  ...["claims", "divergence", "pca", "step_distance", "total_variance", "train"].map((stage) => {
    const name = stage === "train" ? "run.ts#spatialVanilla" : "run.ts";
    return [stage, new URL(`../../../stages/${stage}/${name}`, import.meta.url)] as const;
  }),
  ["sweep", new URL("../../../stages/sweep/table_run.ts", import.meta.url)] as const,
  ...panelIds.map((id) => [id, panelModule(id)] as const),
]);

Deno.test("an edit of how a result is read changes the code of its readers alone", async () => {
  const changed = await changedBundles(
    modules,
    "lib/results/total_variance.ts",
    'value: fields.number("value")',
    'value: 2 * fields.number("value")',
  );
  assert.deepEqual(changed, ["claims", "sweep", "fig2f"]);
});

Deno.test("an edit of how a result is encoded changes its writer's code alone", async () => {
  const changed = await changedBundles(
    modules,
    "lib/results/divergences.ts",
    "encodeJson(present(divergences))",
    "encodeJson(present({ ...divergences, seed: 0 }))",
  );
  assert.deepEqual(changed, ["divergence"]);
});

Deno.test("an edit of the names of a result changes the code of those who use them alone", async () => {
  const changed = await changedBundles(
    modules,
    "lib/results/divergences.ts",
    '"R^σ"]',
    '"R^σ", "R"]',
  );
  assert.deepEqual(changed, ["claims", "sweep", "fig2e", "figS5a", "figS5b", "figS5c"]);
});
