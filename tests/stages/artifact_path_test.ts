import assert from "node:assert/strict";
import { artifactPaths } from "../../stages/artifact_path.ts";
import { experiment } from "../../stages/experiment/experiment.ts";
import { readProfile } from "../../stages/profile.ts";

Deno.test("artifactPaths() gives every artifact a readable name of its own", async () => {
  const graph = experiment(await readProfile("smoke"), ["released", "described"]);
  const pathOf = artifactPaths(graph);
  const paths = [...graph.actions.values()].flatMap(({ name, stage }) =>
    Object.entries(stage.outputs).map(([output, format]) =>
      pathOf({ action: name, output }, format)
    )
  );
  assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, paths.length);
  for (
    const path of [
      "spatial/vanilla/noisy/unbiased/seed0/weights.safetensors",
      "spatial/vanilla/noisy/unbiased/seed0/history.json",
      "described/spatial/gru/noisy/biased/seed1/weights.safetensors",
      "spatial/vanilla/seed0/placeCells.npy",
      "spatial/vanilla/divergence/seed0/U^σ.json",
      "spatial/vanilla/noisy/unbiased/seed0/quiescent/winners.npy",
      "figures/fig1b.svg",
      "claims.json",
    ]
  ) assert.ok(paths.includes(path), path);
});
