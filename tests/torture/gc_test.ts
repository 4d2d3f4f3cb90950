import assert from "node:assert/strict";
import { join } from "node:path";
import { stream } from "../../lib/random/stream.ts";
import { TextLineStream } from "../../pipeline/execute/lines.ts";
import { CacheServer } from "../support/remote/cache_server.ts";
import { Rig } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { amount, covered } from "./amount.ts";
import { finish } from "./pipeline.ts";

/** Two layers: the second reads all of the first. */
const spec = (value: number) => ({
  stages: STAGES,
  actions: [
    ...[0, 1, 2].map((i) => ({
      name: `first${i}`,
      stage: "add",
      parameters: { value: i === 0 ? value : i },
    })),
    ...[0, 1].map((i) => ({
      name: `second${i}`,
      stage: "add",
      parameters: { value: 10 + i },
      inputs: { numbers: ["first0.out", "first1.out", "first2.out"] },
    })),
    { name: "long", stage: "steps", parameters: { steps: value } },
  ],
});

/** Makes all files of a folder look as if they had not been used for years. */
function makeOld(folder: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = join(folder, name);
    if (isDirectory) makeOld(path);
    else Deno.utimeSync(path, new Date(0), new Date(0));
  }
}

Deno.test("gc that never stops takes nothing from runs that plan and go on with a slow remote cache", async () => {
  const rounds = amount(2, 30);
  const random = stream("torture", "gc");
  await using server = new CacheServer();
  server.misbehave = async () => {
    await new Promise((resolve) => setTimeout(resolve, 200 * random.uniform()));
    return undefined;
  };
  await using rig = await Rig.create(FILES, spec(0));
  await rig.run();
  for (let round = 1; round <= rounds; round++) {
    rig.spec = spec(round);
    await using calm = await Rig.create(FILES, rig.spec);
    const { digests } = await calm.run();
    makeOld(rig.cache);
    const collector = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", new URL("./gc_process.ts", import.meta.url).href, rig.cache],
      stdout: "piped",
    }).spawn();
    const lines = collector.stdout.pipeThrough(new TextLineStream()).getReader();
    assert.equal((await lines.read()).value, "at work");
    const run = await rig.run({
      remote: { url: server.url, upload: round % 2 === 0 },
    });
    collector.kill("SIGKILL");
    await collector.status;
    await lines.cancel();
    assert.deepEqual([run.failed, run.blocked, run.digests], [[], [], digests]);
    assert.deepEqual((await rig.run()).executed, [], "what the run gave was lost");
    await finish(rig, digests);
  }
  assert.ok(server.seen.length > rounds);
  covered(`${rounds} runs with a slow remote cache beside a gc that never stops`);
});
