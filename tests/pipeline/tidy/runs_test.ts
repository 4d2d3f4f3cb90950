import assert from "node:assert/strict";
import { join } from "node:path";
import { noteWords } from "../../../pipeline/store/history.ts";
import { holdRun } from "../../../pipeline/store/hold.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { collectGarbage } from "../../../pipeline/tidy/gc.ts";
import { forgetRun, listRuns } from "../../../pipeline/tidy/runs.ts";
import { Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const add = (value: number) => [{ name: "x", stage: "add", parameters: { value } }];
const gc = (rig: Rig) => collectGarbage(rig.cache, { dryRun: false, grace: 0, size: 0 });
const history = (rig: Rig, name: string) => join(rig.cache, "runs", name);
const chosenBy = async (rig: Rig, name: string, words: string): Promise<void> =>
  await noteWords(await Store.open(rig.cache, () => {}), name, words);

Deno.test("listRuns() names what was run, by what it was chosen, and what gc keeps of it", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: add(1) });
  await rig.run();
  await Deno.copyFile(history(rig, "rig.json"), history(rig, "rig+0a.json"));
  await chosenBy(rig, "rig+0a", "--profile rig --set value=1");
  await Deno.utime(history(rig, "rig+0a.json"), new Date(0), new Date(0));
  const runs = await listRuns(rig.cache);
  assert.deepEqual(
    runs.map(({ name, words, results, gone, kept, changed }) => ({
      name,
      words,
      results,
      gone,
      kept,
      year: changed.slice(0, 4),
    })),
    [
      {
        name: "rig",
        words: undefined,
        results: 1,
        gone: 0,
        kept: true,
        year: String(new Date().getFullYear()),
      },
      {
        name: "rig+0a",
        words: "--profile rig --set value=1",
        results: 1,
        gone: 0,
        kept: false,
        year: "1970",
      },
    ],
  );
  assert.ok(runs[0]!.bytes > 0 && runs[0]!.bytes === runs[1]!.bytes);
  assert.deepEqual(runs.map(({ own }) => own === 0), [false, true]); // an experiment keeps nothing
});

Deno.test("forgetRun() releases what gc had to keep for a run, and nothing of another", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: add(1) });
  await rig.run();
  await Deno.copyFile(history(rig, "rig.json"), history(rig, "old.json"));
  await chosenBy(rig, "old", "--profile old");
  rig.spec = { stages: STAGES, actions: add(2) };
  await rig.run();
  const kept = await gc(rig);
  assert.equal(kept.results, 2, "the batteries");
  assert.equal(kept.left, kept.kept.profiles);

  await assert.rejects(forgetRun(rig.cache, "odl"), {
    name: "UsageError",
    message: 'Cannot forget "odl": this cache knows of no such run; did you mean "old"?',
  });
  {
    using _run = await holdRun(rig.cache, "old", () => {});
    await assert.rejects(forgetRun(rig.cache, "old"), /"old": it is running; stop it first/);
  }
  const released = await forgetRun(rig.cache, "old");
  assert.deepEqual([...Deno.readDirSync(join(rig.cache, "runs"))].map(({ name }) => name), [
    "rig.json",
  ]);
  const { results, bytes } = await gc(rig);
  assert.equal(results, 1);
  assert.equal(bytes, released);
  assert.deepEqual((await rig.run()).executed, []);
});
