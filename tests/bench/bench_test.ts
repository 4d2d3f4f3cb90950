import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** Benchmarks that need no peer, and a measure that each has to give. */
const expected: Readonly<Record<string, string>> = {
  "training vanilla": "wasm, 1 thread: products / batch",
  "training gru": "wasm, 1 thread: products / batch",
  "training head direction": "wasm, 1 thread: products / batch",
  "pytorch vanilla": "wasm, 1 thread: batch",
  "normals": "normals a second and core",
  "kde": "ours",
  "pca": "ours, one core",
  "top-k": "top-k / rollout",
  "hashing": "ours",
  "pipeline": "status, full profile cached",
  "cached": "status",
  "snakemake": "shell, 1000 actions, ours",
  "slurm": "jobs a second taken on, of 1000",
};

Deno.test("deno task bench --smoke takes every measure that needs no peer", async () => {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const out = join(folder, "results.json");
  const names = Object.keys(expected).join(",");
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-P=offline", "bench/bench.ts", "--smoke", "--only", names, "--out", out],
    cwd: root,
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  const { rows } = JSON.parse(await Deno.readTextFile(out)) as {
    rows: { benchmark: string; name: string; median: number }[]; // written by bench.ts
  };
  const table = new TextDecoder().decode(stdout);
  for (const [benchmark, name] of Object.entries(expected)) {
    const row = rows.find((row) => row.benchmark === benchmark && row.name === name);
    assert.ok(row !== undefined && row.median > 0, `${benchmark}: ${name}`);
    assert.match(table, new RegExp(`\\| ${benchmark} +\\| ${name.replace("/", "\\/")} `));
  }
  await Deno.remove(folder, { recursive: true });
});
