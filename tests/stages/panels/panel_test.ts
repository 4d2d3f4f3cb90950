import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type PanelId, panelIds, panelModule } from "../../../figures/panels.ts";
import { bundleRunModules, stopBundler } from "../../../pipeline/code/bundle.ts";
import { readWorkspace } from "../../../pipeline/code/workspace.ts";
import { copyTree } from "../../support/copied_tree.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The digest of every panel's bundle in a copy of the tree. */
async function digestsIn(folder: string): Promise<Map<PanelId, string>> {
  const modules = panelIds.map((id) =>
    new URL(
      panelModule(id).href.replace(pathToFileURL(root).href, `${pathToFileURL(folder).href}/`),
    )
  );
  const { bundles } = await bundleRunModules(modules, await readWorkspace(folder));
  return new Map(panelIds.map((id, i) => [id, bundles[i]!.digest])); // one a module
}

/** The panels whose code an edit of one file changes. */
async function changedBy(file: string, from: string, to: string): Promise<PanelId[]> {
  const folder = await Deno.makeTempDir();
  try {
    await copyTree(folder);
    const before = await digestsIn(folder);
    const path = join(folder, file);
    const text = await Deno.readTextFile(path);
    assert.equal(text.split(from).length, 2, `${file} holds ${JSON.stringify(from)} once`);
    await Deno.writeTextFile(path, text.replace(from, to));
    const after = await digestsIn(folder);
    return panelIds.filter((id) => before.get(id) !== after.get(id));
  } finally {
    await Deno.remove(folder, { recursive: true });
    await stopBundler();
  }
}

Deno.test("an edit of one panel of a file changes that panel's code alone", async () => {
  assert.deepEqual(await changedBy("figures/fig1.ts", `title: "Training"`, `title: "Learning"`), [
    "fig1b",
  ]);
});

Deno.test("an edit of a helper changes the code of the panels that use it", async () => {
  const ring = await changedBy("figures/parts/bearing_scatter.ts", "SLICES = 72", "SLICES = 36");
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
