import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { parseDigest } from "../../../pipeline/digest.ts";
import type { ActionKey } from "../../../pipeline/digest.ts";
import { noteFailure, readFailure } from "../../../pipeline/store/failure.ts";
import { DEFAULT_LEASE } from "../../../pipeline/store/lease.ts";
import { Lock } from "../../../pipeline/store/lock.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { cacheStats } from "../../../pipeline/tidy/cache_stats.ts";
import { collectGarbage } from "../../../pipeline/tidy/gc.ts";
import { verifyCache } from "../../../pipeline/tidy/verify_cache.ts";
import { Rig } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

/** What can stand where a file or folder of ours belongs; `outside` is a folder with files of others. */
const STRANGE: Readonly<Record<string, (path: string, outside: string) => void>> = {
  "a pipe": (path) => {
    assert.ok(new Deno.Command("mkfifo", { args: [path] }).outputSync().success);
  },
  "a folder": (path) => Deno.mkdirSync(join(path, "nested"), { recursive: true }),
  "a file": (path) => Deno.writeTextFileSync(path, "nonsense"),
  "a link to a file": (path, outside) => Deno.symlinkSync(join(outside, "precious"), path),
  "a link to a folder": (path, outside) => Deno.symlinkSync(outside, path),
  "a link to a device": (path) => Deno.symlinkSync("/dev/zero", path),
  "a link to nothing": (path, outside) => Deno.symlinkSync(join(outside, "new"), path),
};

/** Where it can stand, in a cache with the action x of this key. */
const places = (rig: Rig, { digests }: RigRun, key: string): Readonly<Record<string, string>> => ({
  "a lock": join(rig.cache, "locks", key),
  "the lock of a run": join(rig.cache, "locks", "rig.run"),
  "a lease": join(rig.cache, "locks", `${key}.lease`),
  "a scratch folder": join(rig.cache, "work", key),
  "the outputs in a scratch folder": join(rig.cache, "work", key, "out"),
  "a checkpoint": join(rig.cache, "work", key, "checkpoint-3"),
  "the note of a failure": join(rig.cache, "work", key, "failure"),
  "a record of bundles": join(
    rig.cache,
    "code",
    [...Deno.readDirSync(join(rig.cache, "code"))][0]!.name,
  ),
  "a history": join(rig.cache, "runs", "rig.json"),
  "a result": join(rig.cache, "ac", key.slice(0, 2), key),
  "an artifact": rig.blob(digests["x.out"]),
  "a description": rig.blob(key),
  "a job's batch": join(rig.cache, "slurm", "or-1", "batch.json"),
});

const RESTORED = `import { text } from "./text.ts";
export async function run(action) {
  await action.restored();
  await action.write("out", text(7));
}`;

/** A cache with one result, and a folder beside it that must be as it is at the end. */
async function besidePrecious(
  work: (rig: Rig, first: RigRun, key: string, outside: string) => Promise<void>,
): Promise<void> {
  const outside = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(outside, "precious"), "mine");
    await using rig = await Rig.create({ ...FILES, "x.ts": RESTORED }, {
      stages: { ...STAGES, x: { module: "x.ts" } },
      actions: [{ name: "x", stage: "x" }],
    });
    const first = await rig.run();
    const executed = first.events.find(({ event }) => event === "executed");
    assert.ok(executed !== undefined && "key" in executed);
    await work(rig, first, executed.key, outside);
    assert.equal(await Deno.readTextFile(join(outside, "precious")), "mine");
    assert.deepEqual([...Deno.readDirSync(outside)].map(({ name }) => name), ["precious"]);
  } finally {
    await Deno.remove(outside, { recursive: true });
  }
}

function put(path: string, make: (path: string, outside: string) => void, outside: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch {
    // It is not there.
  }
  Deno.mkdirSync(dirname(path), { recursive: true });
  make(path, outside);
}

Deno.test("whatever stands in place of a file of ours is replaced, never followed", async (t) => {
  await besidePrecious(async (rig, first, key, outside) => {
    for (const [place, path] of Object.entries(places(rig, first, key))) {
      for (const [kind, make] of Object.entries(STRANGE)) {
        await t.step(`${kind} in place of ${place}`, async () => {
          await Deno.remove(join(rig.cache, "ac", key.slice(0, 2), key), { recursive: true });
          put(path, make, outside);
          const run = await rig.run();
          assert.deepEqual([run.executed, run.failed, run.digests], [["x"], [], first.digests]);
          assert.deepEqual((await rig.run()).executed, []);
        });
      }
    }
  });
});

Deno.test("gc, stats and verify come through whatever stands in place of a file of ours", async (t) => {
  await besidePrecious(async (rig, first, key, outside) => {
    for (const [place, path] of Object.entries(places(rig, first, key))) {
      for (const [kind, make] of Object.entries(STRANGE)) {
        await t.step(`${kind} in place of ${place}`, async () => {
          put(path, make, outside);
          await collectGarbage(rig.cache, { dryRun: true, grace: 0 });
          assert.ok(await Deno.lstat(path)); // a dry run leaves it
          await cacheStats(rig.cache);
          await verifyCache(rig.cache, { jobs: 1, progress: () => {} });
          await collectGarbage(rig.cache, { dryRun: false, grace: 0 });
          const run = await rig.run();
          assert.deepEqual([run.failed, run.digests], [[], first.digests]);
        });
      }
    }
  });
});

Deno.test("the note of a failure is read and written past whatever stands in its place", async () => {
  await besidePrecious(async (rig, _first, name, outside) => {
    const store = await Store.open(rig.cache, () => {});
    const key = parseDigest(name) as ActionKey; // results are named by their keys
    for (const [kind, make] of Object.entries(STRANGE)) {
      put(join(store.workPath(key), "failure"), make, outside);
      assert.equal(await readFailure(store, key), kind === "a file" ? "nonsense" : undefined);
      await noteFailure(store, key, { message: "No luck", detail: "" });
      assert.equal(await readFailure(store, key), "No luck");
    }
  });
});

Deno.test("a lease comes through whatever stands in its place", async (t) => {
  await besidePrecious(async (rig, _first, key, outside) => {
    const path = join(rig.cache, "locks", key);
    const options = { lease: DEFAULT_LEASE, without: "flock", stop: { gone: true } } as const;
    for (const place of [`${path}.lease`, join(`${path}.lease`, "7")]) {
      for (const [kind, make] of Object.entries(STRANGE)) {
        if (place.endsWith("7") && kind === "a file") continue; // it may be a holder's
        await t.step(`${kind} in place of "${place}"`, async () => {
          put(`${path}.lease`, () => {}, outside);
          put(place, make, outside);
          assert.equal(await Lock.isHeld(path), false);
          using lock = await Lock.acquire(path, () => {}, options);
          assert.ok(lock);
        });
      }
    }
  });
});
