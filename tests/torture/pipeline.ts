import { join } from "node:path";
import assert from "node:assert/strict";
import { Lock } from "../../pipeline/store/lock.ts";
import { collectGarbage } from "../../pipeline/tidy/gc.ts";
import { Rig } from "../support/rig.ts";
import type { RigRun, RigSpec } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";

/** A small real pipeline: two chains that meet, one of them long enough to have checkpoints. */
export const SPEC: RigSpec = {
  stages: STAGES,
  actions: [
    { name: "a", stage: "add", parameters: { value: 1 } },
    { name: "b", stage: "add", parameters: { value: 20 }, inputs: { numbers: ["a.out"] } },
    { name: "long", stage: "steps", parameters: { steps: 25 } },
    {
      name: "end",
      stage: "add",
      parameters: { value: 300 },
      inputs: { numbers: ["a.out", "b.out", "long.out"] },
    },
  ],
};

export const newRig = (): Promise<Rig> => Rig.create(FILES, SPEC);

/** What the pipeline gives when nothing disturbs it. */
export async function undisturbed(): Promise<RigRun["digests"]> {
  await using rig = await newRig();
  return (await rig.run()).digests;
}

/** All files of a cache but its locks, without the names that differ from run to run. */
export function filesOf(cache: string): string[] {
  const walk = (folder: string): string[] =>
    [...Deno.readDirSync(join(cache, folder))].flatMap(({ name, isDirectory }) =>
      isDirectory ? walk(`${folder}/${name}`) : [`${folder}/${name}`]
    );
  return ["ac", "cas", "runs", "tmp", "work"].flatMap(walk).sort();
}

/** Waits until no action of a killed run holds its lock any more. */
export async function childrenAreGone(cache: string): Promise<void> {
  const locks = await Array.fromAsync(Deno.readDir(join(cache, "locks"))).catch(() => []);
  for (const { name } of locks) { // there are none if it was killed before it made the folder
    if (!/^[0-9a-f]{64}$/.test(name)) continue;
    const before = performance.now();
    using _lock = await Lock.acquire(join(cache, "locks", name), () => {});
    assert.ok(performance.now() - before < 5000, "an orphan holds its lock");
  }
}

/** Finishes a disturbed run and checks that nothing shows of what befell it. */
export async function finish(
  rig: Rig,
  digests: RigRun["digests"],
  files?: readonly string[],
): Promise<RigRun> {
  const run = await rig.run();
  assert.deepEqual([run.failed, run.blocked], [[], []]);
  assert.deepEqual(run.digests, digests);
  await collectGarbage(rig.cache, { dryRun: false, grace: 0 });
  if (files !== undefined) assert.deepEqual(filesOf(rig.cache), files);
  const again = await rig.run();
  assert.deepEqual([again.executed, again.warnings], [[], []]);
  return run;
}
