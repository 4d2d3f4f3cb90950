import assert from "node:assert/strict";
import { InProcessExecutor } from "../../../pipeline/execute/in_process_executor.ts";
import { Rig } from "../../support/rig.ts";
import type { RigSpec } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const executor = new InProcessExecutor();

const PAIR = {
  stages: STAGES,
  actions: [
    { name: "first", stage: "add", parameters: { value: 1 } },
    { name: "second", stage: "add", parameters: { value: 2 }, inputs: { numbers: ["first.out"] } },
  ],
};

Deno.test("InProcessExecutor gives the same artifacts as processes, under the same keys", async () => {
  await using one = await Rig.create(FILES, PAIR);
  await using other = await Rig.create(FILES, PAIR);
  const here = await one.run({ executor });
  assert.deepEqual(here.executed, ["first", "second"]);
  assert.deepEqual(here.digests, (await other.run()).digests);
  assert.deepEqual((await one.run()).executed, []);
});

Deno.test("InProcessExecutor tells why an action failed, and frees its lock", async () => {
  const failing: RigSpec = {
    stages: { fail: { module: "fail.ts", outputs: { out: "json" } } },
    actions: [{ name: "failing", stage: "fail" }],
  };
  const files = { "fail.ts": `export function run() { throw new Error("No luck"); }` };
  await using rig = await Rig.create(files, failing);
  for (let i = 0; i < 2; i++) {
    const run = await rig.run({ executor });
    assert.deepEqual(run.failed, ["failing"]);
    const failed = run.events.find(({ event }) => event === "failed");
    assert.equal(failed?.event === "failed" && failed.message, "No luck");
  }
});

Deno.test("InProcessExecutor takes no folder for an output", async () => {
  const files = {
    "folder.ts": `export async function run(action) {
      const { open } = Deno;
      let path;
      Deno.open = (...args) => open(path = args[0], args[1]);
      await action.write("out", new Uint8Array(1));
      Deno.open = open;
      Deno.removeSync(path);
      Deno.mkdirSync(path);
    }`,
  };
  await using rig = await Rig.create(files, {
    stages: { folder: { module: "folder.ts", outputs: { out: "json" } } },
    actions: [{ name: "folder", stage: "folder" }],
  });
  const { events } = await rig.run({ executor });
  const failed = events.find(({ event }) => event === "failed");
  assert.equal(failed?.event === "failed" && failed.message, `Output "out" is not a regular file`);
});

Deno.test("InProcessExecutor repairs a damaged input", async () => {
  await using rig = await Rig.create(FILES, PAIR);
  const { digests } = await rig.run({ executor, targets: ["first"] });
  const blob = rig.blob(digests["first.out"]);
  await Deno.chmod(blob, 0o644);
  await Deno.writeTextFile(blob, "2");
  const again = await rig.run({ executor });
  assert.deepEqual(again.executed, ["first", "second"]);
  assert.equal(again.digests["first.out"], digests["first.out"]);
});

Deno.test("InProcessExecutor stops between two steps, with a checkpoint", async () => {
  const counting: RigSpec = {
    stages: { count: { module: "count.ts", outputs: { out: "json" } } },
    actions: [{ name: "count", stage: "count" }],
  };
  const files = {
    "count.ts": `export async function run(action) {
      const found = await action.restored();
      let done = found === undefined ? 0 : found[0];
      const started = done;
      while (done < 3) {
        done++;
        await new Promise((resolve) => setTimeout(resolve, 120));
        await action.progress({ done, total: 3, unit: "steps" }, () => Uint8Array.of(done));
      }
      await action.write("out", new TextEncoder().encode(JSON.stringify({ started })));
    }`,
  };
  await using rig = await Rig.create(files, counting);
  const stop = new AbortController();
  const listener = ({ event }: { event: string }) => {
    if (event === "progress") stop.abort();
  };
  assert.equal((await rig.run({ executor, stop: stop.signal, listener })).interrupted, true);
  const { digests } = await rig.run({ executor });
  const out = JSON.parse(await Deno.readTextFile(rig.blob(digests["count.out"])));
  assert.ok(out.started > 0, "it went on from its checkpoint");
});
