import assert from "node:assert/strict";
import { artifactPaths } from "../../cli/artifact_path.ts";
import { readProfile } from "../../stages/configuration/profile.ts";
import { experiment } from "../../stages/experiment/experiment.ts";

Deno.test("artifactPaths() gives every artifact a readable name of its own", async () => {
  const graph = experiment(await readProfile("smoke"), ["released", "described"]);
  const pathOf = artifactPaths(graph);
  const paths = [...graph.actions.values()].flatMap(({ name, stage }) =>
    Object.entries(stage.outputs).map(([output, format]) =>
      pathOf({ action: name, output }, format)
    )
  );
  assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, paths.length);
  for (const path of paths) assert.match(path, /^[\w.,=+/-]+$/);
  for (
    const path of [
      "spatial/vanilla/noisy/unbiased/seed0/weights.safetensors",
      "spatial/vanilla/noisy/unbiased/seed0/history.json",
      "described/spatial/gru/noisy/biased/seed1/weights.safetensors",
      "spatial/vanilla/seed0/placeCells.npy",
      "spatial/vanilla/divergence/seed0/U_sigma.json",
      "spatial/vanilla/noisy/unbiased/seed0/quiescent/winners.npy",
      "spatial/vanilla/noisy/unbiased/seed0/active/stateDensity/x.npy",
      "spatial/vanilla/noisy/unbiased/seed0/active/density/density.npy",
      "spatial/vanilla/noisy/unbiased/seed0/quiescentSame/density/density.npy",
      "figures/fig1b.svg",
      "claims.json",
    ]
  ) assert.ok(paths.includes(path), path);
});

Deno.test("artifactPaths() names the artifacts of a stage alike wherever they stand", async () => {
  const graph = experiment(await readProfile("smoke"), ["released", "described"]);
  const pathOf = artifactPaths(graph);
  const ways = new Map<string, Set<boolean>>();
  for (const { name, stage } of graph.actions.values()) {
    for (const [output, format] of Object.entries(stage.outputs)) {
      const own = pathOf({ action: name, output }, format).startsWith(`${name}/`);
      ways.set(stage.name, (ways.get(stage.name) ?? new Set()).add(own));
    }
  }
  for (const [stage, found] of ways) assert.equal(found.size, 1, stage);
  assert.deepEqual([...ways].filter(([, own]) => own.has(true)).map(([stage]) => stage), [
    "density",
  ]);
});
