import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { verificationLines, verifyCache } from "../../../pipeline/tidy/verify_cache.ts";
import { Rig } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

Deno.test("verifyCache() hashes every blob and puts aside what is bad", async () => {
  await using rig = await Rig.create(FILES, {
    stages: STAGES,
    actions: [1, 2, 3, 4, 5].map((value) => ({
      name: `a${value}`,
      stage: "add",
      parameters: { value: value * 1111 },
    })),
  });
  const first = await rig.run();
  const told: number[] = [];
  const verify = () =>
    verifyCache(rig.cache, { jobs: 3, progress: (done, total) => told.push(done / total) });
  const all = await verify();
  assert.deepEqual([all.bad, all.incomplete], [[], 0]);
  assert.equal(told.length, all.good);
  assert.equal(told.at(-1), 1);

  const damage: ((path: string) => void)[] = [
    (path) => Deno.writeTextFileSync(path, "1112"),
    (path) => Deno.writeTextFileSync(path, ""),
    (path) => Deno.mkdirSync(path),
    (path) => Deno.symlinkSync("/dev/zero", path),
    () => {},
  ];
  damage.forEach((apply, i) => {
    const path = rig.blob(first.digests[`a${i + 1}.out`]);
    Deno.removeSync(path);
    apply(path);
  });
  await Deno.writeTextFile(join(rig.cache, "ac", "note"), "mine");
  const found = await verify();
  assert.equal(found.bad.length, 5, "four blobs and the note; the fifth blob is just gone");
  assert.equal(found.incomplete, 5);
  assert.equal(found.good, all.good - 5);
  assert.equal([...Deno.readDirSync(join(rig.cache, "quarantine"))].length, 5);
  assert.equal(await Deno.readTextFile(join(rig.cache, "quarantine", "note")), "mine");
  const again = await rig.run();
  assert.equal(again.executed.length, 5);
  assert.deepEqual([again.digests, again.warnings], [first.digests, []]);
  assert.deepEqual((await verify()).bad, []);
});

Deno.test("verifyCache() puts aside results that are another action's, and counts those of an earlier version", async () => {
  await using rig = await Rig.create(FILES, {
    stages: STAGES,
    actions: [1, 2, 3].map((value) => ({ name: `a${value}`, stage: "add", parameters: { value } })),
  });
  const first = await rig.run();
  const [one, two, three] = ["a1", "a2", "a3"].map((name) => resultPath(rig, first, name));
  await Deno.copyFile(one!, two!);
  const text = await Deno.readTextFile(three!);
  await Deno.writeTextFile(three!, text.replace(/,"stdoutRaw":"[^"]*"/, ""));
  const found = await verifyCache(rig.cache, { jobs: 1, progress: () => {} });
  assert.deepEqual(found.bad, [{
    name: basename(two!),
    why: `it is the result of another action, ${basename(one!).slice(0, 12)}`,
  }]);
  assert.deepEqual([found.outdated, found.incomplete], [1, 0]);
  assert.ok(
    [...verificationLines(found)].some((line) => /^1 result is of an earlier/.test(line)),
  );
  const again = await rig.run();
  assert.deepEqual([again.executed, again.digests], [["a2", "a3"], first.digests]);
  const { bad, outdated } = await verifyCache(rig.cache, { jobs: 1, progress: () => {} });
  assert.deepEqual([bad, outdated], [[], 0]);
});

function resultPath({ cache }: Rig, { events }: RigRun, name: string): string {
  const [key] = events.flatMap((event) =>
    event.event === "executed" && event.label === name ? [event.key] : []
  );
  return join(cache, "ac", key!.slice(0, 2), key!); // the test has executed it
}
