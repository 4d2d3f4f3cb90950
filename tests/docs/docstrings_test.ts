import assert from "node:assert/strict";

const root = new URL("../../", import.meta.url);

/** Beside lib/, what a user's own stage or experiment imports. */
const IMPORTED = [
  "pipeline/stage.ts",
  "pipeline/graph.ts",
  "pipeline/labels.ts",
  "pipeline/running_action.ts",
  "stages/experiment/own_experiment.ts",
  "stages/experiment/networks.ts",
  "stages/experiment/spatial_networks.ts",
  "stages/experiment/head_direction_networks.ts",
  "stages/networks/finish_training.ts",
  "stages/networks/read_weights.ts",
  "stages/networks/setup.ts",
  "stages/networks/spatial_network.ts",
  "stages/panels/figure.ts",
  "figures/parts/measure_curves.ts",
  "figures/parts/panel.ts",
  "figures/parts/plot.ts",
];

Deno.test("what a user's stage or experiment imports is documented", async () => {
  const missing: string[] = [];
  for (const file of [...await sources("lib/"), ...IMPORTED]) {
    missing.push(...undocumented(await Deno.readTextFile(new URL(file, root)), file));
  }
  assert.deepEqual(missing, []);
});

Deno.test("an export without documentation is found", () => {
  const text =
    "/** Known. */\nexport function a() {}\n\nexport async function b() {}\nexport type C = 1;";
  assert.deepEqual(undocumented(text, "x.ts"), ["x.ts: b", "x.ts: C"]);
});

/** Exported functions, classes and types that no comment precedes. */
function undocumented(text: string, file: string): string[] {
  const exported = /(.*)\nexport (?:async )?(?:function\*?|class|interface|type) (\w+)/g;
  return [...`\n${text}`.matchAll(exported)]
    .filter(([, before]) => !before!.endsWith("*/"))
    .map(([, , name]) => `${file}: ${name}`);
}

async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, root))) {
    const path = `${folder}${name}`;
    // AssemblyScript, and what it is compiled to.
    if (path === "lib/simd/assembly" || path === "lib/simd/compiled") continue;
    if (isDirectory) found.push(...await sources(`${path}/`));
    else if (name.endsWith(".ts")) found.push(path);
  }
  return found;
}
