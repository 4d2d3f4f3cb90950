import assert from "node:assert/strict";
import { join } from "node:path";
import { copyTree } from "../../support/copied_tree.ts";

const CLAIMS = "stages/claims/formulas.ts";
const SWEEP = "stages/sweep/measures.ts";

/** A result, a field of it, another name for it, and all who then must not pass the type check. */
type Renamed = readonly [result: string, field: string, other: string, users: readonly string[]];

/** A field of each result; of an object in code the compiler names one wrong field alone. */
const required: readonly Renamed[] = [
  ["training_history", "loss", "losses", [
    "lib/training/training.ts",
    "figures/parts/training.ts",
    CLAIMS,
    SWEEP,
  ]],
  ["explained_variance", "cumulativeRatio", "shares", [
    "stages/pca/run.ts",
    "figures/parts/explained_variance.ts",
    CLAIMS,
    SWEEP,
  ]],
  ["total_variance", "value", "variance", [
    "stages/total_variance/run.ts",
    "figures/parts/total_variance.ts",
    CLAIMS,
    SWEEP,
  ]],
  ["divergences", "values", "nats", [
    "stages/divergence/run.ts",
    "figures/parts/divergence_matrix.ts",
    CLAIMS,
    SWEEP,
  ]],
  ["step_distances", "mean", "means", [
    "stages/step_distance/run.ts",
    "figures/parts/step_distances.ts",
    CLAIMS,
    SWEEP,
  ]],
  ["fading", "step", "at", ["stages/fading/run.ts", "figures/parts/fading.ts"]],
  ["bearing_match", "histogramDistance", "variation", [
    "stages/bearing_match/run.ts",
    "stages/claims/criteria.ts",
    SWEEP,
  ]],
  ["angular_velocities", "edges", "bounds", [
    "stages/angular_velocities/run.ts",
    "figures/parts/velocity_histogram.ts",
  ]],
  ["claims", "verdict", "outcome", [
    "stages/claims/verdict.ts",
    "figures/claim.ts",
    "figures/claims_page.ts",
    "figures/parts/claims_section.ts",
  ]],
  ["sweep_table", "quantity", "measured", [
    "stages/sweep/table_run.ts",
    "stages/sweep/diagrams.ts",
  ]],
];

const others: readonly Renamed[] = [
  ["divergences", "released", "asReleased", [
    "stages/divergence/run.ts",
    "figures/parts/divergence_matrix.ts",
  ]],
  ["claims", "floor", "chance", ["stages/claims/verdict.ts", "figures/parts/claim_facts.ts"]],
  ["claims", "protocols", "evidence", [
    "stages/claims/weigh_all.ts",
    "figures/claims_page.ts",
    "figures/parts/claims_section.ts",
    "cli/report/outputs.ts",
  ]],
];

Deno.test("a renamed field of a result fails the type check wherever it is written or read", async () => {
  await assertRefused(required);
});

Deno.test("a renamed field that is optional, or that the page merges by, fails it, too", async () => {
  await assertRefused(others);
});

async function assertRefused(renames: readonly Renamed[]): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await copyTree(folder);
    for (const [result, field, other] of renames) {
      const path = join(folder, "lib", "results", `${result}.ts`);
      const text = await Deno.readTextFile(path);
      const declared = new RegExp(`^  readonly ${field}(?=\\??:)`, "gm");
      assert.equal(text.match(declared)?.length, 1, `${result} declares ${field} once`);
      await Deno.writeTextFile(path, text.replace(declared, `  readonly ${other}`));
    }
    const involved = renames.map(([result, , , users]) => [`lib/results/${result}.ts`, ...users]);
    const errors = await typeErrors(folder, involved.flat());
    for (const [i, [result, field]] of renames.entries()) {
      for (const file of involved[i]!) {
        assert.ok(
          errors.some((error) => error.file === file && error.text.includes(field)),
          `${file} passes the type check when "${field}" of ${result} is renamed`,
        );
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What `deno check` finds in files of a tree and in what they import. */
async function typeErrors(folder: string, files: readonly string[]) {
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", ...new Set(files)],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdout: "null",
  }).output();
  return new TextDecoder().decode(stderr).split("[ERROR]: ").slice(1).map((text) => ({
    text,
    file: /file:\/\/(\S+?):\d+:\d+/.exec(text)?.[1]?.slice(folder.length + 1),
  }));
}
