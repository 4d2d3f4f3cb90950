import assert from "node:assert/strict";
import { join } from "node:path";
import { actionKey } from "../../../pipeline/action_key.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import { Checkpoints } from "../../../pipeline/execute/checkpoint.ts";
import { readHistory } from "../../../pipeline/store/history.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { collectGarbage } from "../../../pipeline/tidy/gc.ts";
import { verifyCache } from "../../../pipeline/tidy/verify_cache.ts";
import { flip } from "../../support/damage.ts";
import { Rig } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

/** What says nothing of the bytes of a file. */
const FAULTS = [
  () => new Error("Input/output error (os error 5)"),
  () => new Error("Stale file handle (os error 116)"),
  () => new Deno.errors.PermissionDenied("Permission denied (os error 13)"),
];

/** Has this process's attempts to read some files fail. */
async function failing(
  paths: readonly string[],
  fault: () => Error,
  work: () => Promise<void>,
): Promise<void> {
  const { readFile, readFileSync, readTextFile, readTextFileSync, open } = Deno;
  const guarded = <Args extends readonly unknown[], T>(
    original: (path: string | URL, ...args: Args) => Promise<T>,
  ) =>
  (path: string | URL, ...args: Args): Promise<T> =>
    paths.includes(String(path)) ? Promise.reject(fault()) : original(path, ...args);
  const guardedSync = <Args extends readonly unknown[], T>(
    original: (path: string | URL, ...args: Args) => T,
  ) =>
  (path: string | URL, ...args: Args): T => {
    if (paths.includes(String(path))) throw fault();
    return original(path, ...args);
  };
  Object.assign(Deno, {
    readFile: guarded(readFile),
    readFileSync: guardedSync(readFileSync),
    readTextFile: guarded(readTextFile),
    readTextFileSync: guardedSync(readTextFileSync),
    open: guarded(open),
  });
  try {
    await work();
  } finally {
    Object.assign(Deno, { readFile, readFileSync, readTextFile, readTextFileSync, open });
  }
}

const spec = { stages: STAGES, actions: [{ name: "x", stage: "add", parameters: { value: 1 } }] };

/** A cache with one action: its result and its artifact. */
async function ranOnce(): Promise<{ rig: Rig; run: RigRun; result: string; blob: string }> {
  const rig = await Rig.create(FILES, spec);
  const run = await rig.run();
  const event = run.events.find(({ event }) => event === "executed");
  const key = event?.event === "executed" ? event.key : "";
  const result = join(rig.cache, "ac", key.slice(0, 2), key);
  return { rig, run, result, blob: rig.blob(run.digests["x.out"]) };
}

Deno.test("a blob or result that cannot be read counts as missing, is said once, and stays", async () => {
  const { rig, run, result, blob } = await ranOnce();
  await using _rig = rig;
  for (const fault of FAULTS) {
    const warnings: string[] = [];
    const store = await Store.open(rig.cache, (text) => warnings.push(text));
    const digest = digestOf(await Deno.readFile(blob));
    const key = result.slice(-64) as ReturnType<typeof actionKey>["key"]; // its name
    await failing([blob, result], fault, async () => {
      for (let i = 0; i < 2; i++) {
        assert.equal(await store.readBlob(digest), undefined);
        assert.equal(await store.isWhole(digest), false);
        assert.equal(await store.hasBlob(digest, 1), false);
        assert.equal(await store.readResult(key), undefined);
      }
    });
    assert.equal(warnings.length, 2);
    for (const text of warnings) assert.match(text, /cannot be read \(.*\); it stays, and counts/);
    assert.equal(await store.hasBlob(digest, 1), true);
    assert.equal((await store.readResult(key))?.outputs["out"]?.digest, digest);
    assert.deepEqual((await rig.run()).executed, []);
    assert.equal(run.digests["x.out"], digest);
  }
});

Deno.test("a run makes again what cannot be read, and removes nothing", async () => {
  const { rig, run, result, blob } = await ranOnce();
  await using _rig = rig;
  const { remove } = Deno;
  for (const path of [blob, result]) {
    for (const fault of FAULTS) {
      await failing([path], fault, async () => {
        Deno.remove = (target, options) => {
          assert.notEqual(String(target), path);
          return remove(target, options);
        };
        const again = await rig.run().finally(() => Deno.remove = remove);
        assert.deepEqual([again.executed, again.failed], [["x"], []]);
        assert.deepEqual(again.digests, run.digests);
      });
    }
  }
  assert.deepEqual((await rig.run()).executed, []);
});

Deno.test("a process that may open no more files ends in one line; nothing counts as missing", async () => {
  const { rig, result, blob } = await ranOnce();
  await using _rig = rig;
  for (const path of [blob, result]) {
    await failing([path], () => new Error("Too many open files (os error 24)"), async () => {
      await assert.rejects(rig.run(), {
        name: "EnvironmentError",
        message: `Cannot read "${path}": too many open files; raise the limit (ulimit -n) or use ` +
          "fewer --jobs",
      });
    });
  }
  assert.deepEqual((await rig.run()).executed, []);
});

Deno.test("a damaged blob that somebody has just healed stays", async () => {
  const { rig, blob } = await ranOnce();
  await using _rig = rig;
  const good = await Deno.readFile(blob);
  flip(blob);
  const { readFileSync } = Deno;
  Deno.readFileSync = (path) => {
    const bytes = readFileSync(path);
    if (String(path) === blob) { // as another process does it
      Deno.writeFileSync(`${blob}.new`, good);
      Deno.renameSync(`${blob}.new`, blob);
    }
    return bytes;
  };
  const store = await Store.open(rig.cache, () => {});
  try {
    assert.equal(await store.readBlob(digestOf(good)), undefined);
  } finally {
    Deno.readFileSync = readFileSync;
  }
  assert.deepEqual(await store.readBlob(digestOf(good)), good);
});

Deno.test("a damaged blob that cannot be removed counts as missing", async () => {
  const { rig, blob } = await ranOnce();
  await using _rig = rig;
  const digest = digestOf(await Deno.readFile(blob));
  flip(blob);
  const warnings: string[] = [];
  const store = await Store.open(rig.cache, (text) => warnings.push(text));
  const { remove } = Deno;
  Deno.remove = () => Promise.reject(new Error("Read-only file system (os error 30)"));
  try {
    assert.equal(await store.readBlob(digest), undefined);
    assert.equal(await store.hasBlob(digest, 1), false);
  } finally {
    Deno.remove = remove;
  }
  assert.equal(warnings.length, 1);
  assert.equal(await store.putBytes(new TextEncoder().encode("1")), digest);
  assert.equal(await store.hasBlob(digest, 1), true);
});

Deno.test("a checkpoint that cannot be read stays, and its predecessor is used", async () => {
  const folder = await Deno.makeTempDir();
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  try {
    const first = new Checkpoints(folder);
    for (const text of ["one", "two"]) await first.save(encode(text));
    for (const fault of FAULTS) {
      await failing([`${folder}/checkpoint-1`], fault, async () => {
        assert.deepEqual(await new Checkpoints(folder).newest(), encode("one"));
      });
      assert.deepEqual(await new Checkpoints(folder).newest(), encode("two"));
    }
    const second = new Checkpoints(folder);
    await failing([`${folder}/checkpoint-1`], FAULTS[0]!, async () => void await second.newest());
    for (const text of ["three", "four"]) await second.save(encode(text));
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assert.deepEqual(names, ["checkpoint-1", "checkpoint-2", "checkpoint-3"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("cache verify leaves what it cannot read where it is; gc removes nothing then", async () => {
  const { rig, run, result, blob } = await ranOnce();
  await using _rig = rig;
  const verify = () => verifyCache(rig.cache, { jobs: 2, progress: () => {} });
  const gc = () => collectGarbage(rig.cache, { dryRun: false, grace: 0, size: 0 });
  for (const fault of FAULTS) {
    await failing([blob, result], fault, async () => {
      const found = await verify();
      assert.deepEqual([found.bad, found.unread.length], [[], 2]);
      await assert.rejects(
        gc(),
        /^EnvironmentError: Cannot tell what is needed, nothing was removed/,
      );
    });
    await failing([join(rig.cache, "runs", "rig.json")], fault, async () => {
      await assert.rejects(gc(), /^EnvironmentError: Cannot read the history/);
      await assert.rejects(rig.run(), /^EnvironmentError: Cannot read the history/);
    });
  }
  assert.equal((await readHistory(join(rig.cache, "runs", "rig.json"))).size, 1);
  const again = await rig.run();
  assert.deepEqual([again.executed, again.digests], [[], run.digests]);
  assert.deepEqual((await verify()).bad, []);
});
