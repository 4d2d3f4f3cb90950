import assert from "node:assert/strict";
import { collectGarbage } from "../../../pipeline/tidy/gc.ts";
import { Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";
import { FakeSlurm } from "../../support/slurm/fake_slurm.ts";

Deno.test("collectGarbage() leaves alone what a waiting job needs", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, {
    stages: STAGES,
    actions: [
      { name: "x", stage: "add", parameters: { value: 1 } },
      { name: "y", stage: "add", parameters: { value: 2 }, inputs: { numbers: ["x.out"] } },
    ],
  });
  const here = await rig.run();
  await Deno.remove(rig.cache, { recursive: true });
  await rig.run({ targets: ["x"] });
  await fake.trouble("task", "waiting");
  const stop = new AbortController();
  const run = rig.run({
    jobs: 500,
    stop: stop.signal,
    performer: fake.performer(),
  });
  while ((await fake.calls("submissions")).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  stop.abort();
  assert.ok((await run).interrupted);

  await collectGarbage(rig.cache, { dryRun: false, grace: 0 });
  await fake.release();
  const again = await rig.run({ jobs: 500, performer: fake.performer() });
  assert.equal((await fake.calls("submissions")).length, 1, "the job did it");
  assert.deepEqual([again.executed, again.digests], [[], here.digests]);
});
