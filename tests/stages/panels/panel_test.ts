import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { panelIds, panelModule } from "../../../figures/panels.ts";
import { plate } from "../../../stages/panels/plate.ts";
import { bundleRunModules, stopBundler } from "../../../pipeline/code/bundle.ts";
import { readWorkspace } from "../../../pipeline/code/workspace.ts";
import { changedBundles } from "../../support/changed_bundles.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const modules = new Map<string, URL>([
  ...panelIds.map((id) => [id, panelModule(id)] as const),
  ["plate", plate.run],
]);

/** The panels whose code an edit of one file changes. */
const changedBy = (file: string, from: string, to: string) =>
  changedBundles(modules, file, from, to);

Deno.test("an edit of one panel of a file changes that panel's code alone", async () => {
  assert.deepEqual(await changedBy("figures/fig1.ts", `title: "Training"`, `title: "Learning"`), [
    "fig1b",
  ]);
});

Deno.test("an edit of what plates are made by leaves the panels alone", async () => {
  assert.deepEqual(await changedBy("figures/parts/plate.ts", "GAP = 8", "GAP = 9"), ["plate"]);
});

Deno.test("an edit of a helper changes the code of the panels that use it", async () => {
  const ring = await changedBy(
    "figures/parts/bearing_scatter.ts",
    `"bearing (rad)",\n        stops`,
    `"rad",\n        stops`,
  );
  assert.deepEqual(ring, ["fig3c", "fig3d"]);
  const arrows = await changedBy("figures/parts/schematic.ts", `"network r"`, `"network"`);
  assert.deepEqual(arrows, ["fig1a"]);
});

Deno.test("a new import of one panel does not reach the others of its file", async () => {
  const changed = await changedBy(
    "figures/fig1.ts",
    "  await writeDrawing(action, schematicPanel(head, action.parameters.varianceFactor));",
    "  drawStateDensity;\n  await writeDrawing(action, schematicPanel(head, action.parameters.varianceFactor));",
  );
  assert.deepEqual(changed, ["fig1a"]);
});

Deno.test("the schematic is drawn without Plot's packages", async () => {
  const workspace = await readWorkspace(root);
  const { bundles } = await bundleRunModules(
    (["fig1a", "fig1b"] as const).map(panelModule),
    workspace,
  );
  const plots = bundles.map(({ packages }) =>
    Object.keys(packages).some((name) => name.startsWith("@observablehq/plot@"))
  );
  assert.deepEqual(plots, [false, true]);
  await stopBundler();
});
