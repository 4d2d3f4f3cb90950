import assert from "node:assert/strict";
import { command } from "../support/command.ts";

Deno.test("every command of docs/cluster.md can be planned", async () => {
  const text = await Deno.readTextFile(new URL("../../docs/cluster.md", import.meta.url));
  const lines = [...text.matchAll(/^ {4,}deno task (.+)$/gm)].map(([, line]) => line!);
  assert.equal(lines.length, 6);
  const cache = await Deno.makeTempDir();
  for (const line of lines) {
    // Not every machine has the library; which it is makes no difference to the plan's size.
    const words = line.replace("--engine blas", "").split(/\s+/);
    const options = ["--dry-run", "--json", "--cache", cache];
    const { status, stdout, stderr } = await command([...words, ...options]);
    assert.equal(status, 0, `${line}\n${stderr}`);
    const { run, cached, actions } = JSON.parse(stdout);
    assert.deepEqual([actions.length, cached], [run, 0]);
    const trainings = actions.filter(({ stage }: { stage: string }) => stage === "train").length;
    if (line.includes("--sweep")) assert.equal(trainings, 1000);
    else assert.ok(run > 200);
  }
  await Deno.remove(cache, { recursive: true });
});

Deno.test("options of SLURM are refused without it, and those that are the engine's own with it", async () => {
  const cache = await Deno.makeTempDir();
  const smoke = ["reproduce", "--profile", "smoke", "--cache", cache];
  for (
    const [args, message] of [
      [["--partition", "cpu"], /without --executor slurm/],
      [["--executor", "slurm", "--time", "2 h"], /Cannot use --time "2 h"/],
      [
        ["--executor", "slurm", "--slurm-arg=--array=0-9"],
        /"--array=0-9": it is set by the pipeline/,
      ],
    ] as const
  ) {
    const { status, stderr } = await command([...smoke, ...args]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, message);
  }
  await Deno.remove(cache, { recursive: true });
});
