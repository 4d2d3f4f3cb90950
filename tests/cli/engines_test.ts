import assert from "node:assert/strict";
import { join } from "node:path";
import { blas } from "../support/blas.ts";
import { command, digestsOf, eventsOf } from "../support/command.ts";

/** A training and a rollout of the smallest profile. */
const ARGS = ["reproduce", "--profile", "smoke", "--only", "fig2a", "--json"];

Deno.test("reproduce gives the same bytes for any --threads", async () => {
  const folder = await Deno.makeTempDir();
  const only = ["--only", "spatial/vanilla/noisy/unbiased/seed0/train"];
  const digests = await Promise.all(["1", "2"].map(async (threads) => {
    const cache = join(folder, threads);
    const args = [...ARGS, ...only, "--cache", cache, "--out", join(folder, `out${threads}`)];
    const run = await command([...args, "--threads", threads]);
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(eventsOf(run, "warning"), []);
    return await digestsOf(cache, "smoke");
  }));
  assert.deepEqual(digests[1], digests[0]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test({
  name: "reproduce --engine blas runs the tensor stages under keys of their own, and no other",
  ignore: blas === undefined,
  async fn() {
    const folder = await Deno.makeTempDir();
    const args = [...ARGS, "--cache", join(folder, "cache"), "--out", join(folder, "out")];
    const first = await command(args);
    assert.equal(first.status, 0, first.stderr);
    const second = await command([...args, "--engine", "blas", "--blas", blas!]);
    assert.equal(second.status, 0, second.stderr);
    const keys = (run: typeof first) =>
      new Map(
        [...eventsOf(run, "executed"), ...eventsOf(run, "cached")].map(({ label, key }) => [
          label,
          key,
        ]),
      );
    const [before, after] = [keys(first), keys(second)];
    const plain = eventsOf(first, "executed").filter(({ stage }) =>
      ["placeCells", "trajectories", "initialWeights"].includes(stage)
    );
    const tensor = eventsOf(first, "executed").filter(({ stage }) =>
      ["train", "rollout"].includes(stage)
    );
    assert.ok(plain.length > 0 && tensor.length > 0);
    for (const { label } of plain) assert.equal(after.get(label), before.get(label), label);
    for (const { label } of tensor) assert.notEqual(after.get(label), before.get(label), label);
    const again = await command(args);
    assert.deepEqual(eventsOf(again, "executed"), []);
    await Deno.remove(folder, { recursive: true });
  },
});

for (
  const [args, status, message] of [
    [["--engine", "blas", "--blas", "/nowhere.so"], 1, /no BLAS library in "\/nowhere\.so"/],
    [["--engine", "gpu"], 2, /--engine "gpu": expected wasm or blas/],
    [["--blas", "/nowhere.so"], 2, /--blas without "--engine blas"/],
    [["--threads", "9"], 2, /from 1 to 8/],
    [["--engine", "blas", "--threads", "2"], 2, /--threads with --engine blas/],
  ] as const
) {
  Deno.test(`reproduce ${args.join(" ")} ends with a line that says what is wrong`, async () => {
    const run = await command([...ARGS, ...args]);
    assert.equal(run.status, status);
    assert.match(run.stderr, message);
    assert.equal(run.stderr.trim().split("\n").filter((line) => /^error/.test(line)).length, 1);
  });
}
