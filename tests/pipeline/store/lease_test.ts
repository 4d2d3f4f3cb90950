import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { TextLineStream } from "../../../pipeline/execute/lines.ts";
import { DEFAULT_LEASE } from "../../../pipeline/store/lease.ts";
import { Lock } from "../../../pipeline/store/lock.ts";
import type { LockOptions } from "../../../pipeline/store/lock.ts";

const lease = { heartbeat: 40, expiry: 400 };
const options: LockOptions = { lease, without: "flock" };
const gone = { gone: true };

/** Takes the lease in a process, says so, and keeps it, a second long each time, for so many times. */
const HOLDER = (lock: string, times: number): string => `
  import { Lock } from ${
  JSON.stringify(new URL("../../../pipeline/store/lock.ts", import.meta.url).href)
};
  for (let i = 0; i < ${times}; i++) {
    using lock = await Lock.acquire(${JSON.stringify(lock)}, () => {}, ${JSON.stringify(options)});
    console.log("begin " + Date.now());
    await new Promise((resolve) => setTimeout(resolve, 30));
    console.log("end " + Date.now());
  }
  if (${times} === 0) {
    await Lock.acquire(${JSON.stringify(lock)}, () => {}, ${JSON.stringify(options)});
    console.log("begin");
    setInterval(() => {}, 1000);
  }`;

function spawn(lock: string, times: number): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", HOLDER(lock, times)],
    stdout: "piped",
  }).spawn();
}

async function inFolder(test: (lock: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(join(folder, "lock"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a lease is held by one at a time, given back, and tells its holder", () =>
  inFolder(async (path) => {
    {
      using first = await Lock.acquire(path, () => {}, options);
      assert.ok(first);
      assert.equal(await Lock.acquire(path, () => {}, { ...options, stop: gone }), undefined);
    }
    using _second = await Lock.acquire(path, () => assert.fail("it was given back"), options);
    await new Promise((resolve) => setTimeout(resolve, 2 * lease.expiry)); // it beats
    assert.equal(await Lock.acquire(path, () => {}, { ...options, stop: gone }), undefined);
  }));

Deno.test("a lease expires the stated time after its holder's last sign of life", () =>
  inFolder(async (path) => {
    assert.deepEqual(DEFAULT_LEASE, { heartbeat: 5_000, expiry: 30_000 });
    const holder = spawn(path, 0);
    const lines = holder.stdout.pipeThrough(new TextLineStream()).getReader();
    assert.equal((await lines.read()).value, "begin");
    holder.kill("SIGKILL");
    await holder.status;
    await lines.cancel();
    const before = performance.now();
    let waited = "";
    using lock = await Lock.acquire(path, (text) => waited = text, options);
    const took = performance.now() - before;
    assert.ok(lock && took >= lease.expiry - lease.heartbeat && took < 4 * lease.expiry, `${took}`);
    assert.equal(waited, `process ${holder.pid}`);
  }));

Deno.test("many processes on one lease never hold it at the same time", () =>
  inFolder(async (path) => {
    const processes = Array.from({ length: 4 }, () => spawn(path, 8));
    const texts = await Promise.all(processes.map(({ stdout }) => new Response(stdout).text()));
    for (const { status } of processes) assert.ok((await status).success);
    const spans = texts.flatMap((text) =>
      [...text.matchAll(/begin (\d+)\nend (\d+)/g)].map((
        [, begin, end],
      ) => [Number(begin), Number(end)])
    ).sort(([a], [b]) => a! - b!);
    assert.equal(spans.length, 32);
    for (let i = 1; i < spans.length; i++) assert.ok(spans[i]![0]! >= spans[i - 1]![1]!, `${i}`);
  }));

Deno.test("a lock file that a reboot left behind locks nothing", () =>
  inFolder(async (path) => {
    await Deno.writeTextFile(path, "process 1");
    assert.equal(await Lock.isHeld(path), false);
    using lock = await Lock.acquire(path, () => assert.fail("nobody holds it"));
    assert.ok(lock);
    assert.equal(await Lock.isHeld(path), true);
  }));

Deno.test("a lock's file is discarded only if nobody has the lock", () =>
  inFolder(async (path) => {
    for (const how of [{}, options]) {
      {
        using _lock = await Lock.acquire(path, () => {}, how);
        assert.equal(await Lock.discard(path, how), false);
      }
      assert.equal(await Lock.discard(path, how), true);
      assert.deepEqual([...Deno.readDirSync(dirname(path))], []);
      using _again = await Lock.acquire(path, () => assert.fail("nobody holds it"), how);
    }
  }));

Deno.test("a lock whose file is discarded just before it is locked is that of a new file", () =>
  inFolder(async (path) => {
    const { tryLock } = Deno.FsFile.prototype;
    let discarded = false;
    Deno.FsFile.prototype.tryLock = function (exclusive) {
      if (!discarded) Deno.removeSync(path);
      discarded = true;
      return tryLock.call(this, exclusive);
    };
    try {
      using _lock = await Lock.acquire(path, () => {});
      assert.equal(await Lock.isHeld(path), true);
      assert.equal(await Lock.acquire(path, () => {}, { stop: gone }), undefined);
    } finally {
      Deno.FsFile.prototype.tryLock = tryLock;
    }
  }));

Deno.test("a lease whose folder is discarded while one joins it goes to one only", () =>
  inFolder(async (path) => {
    const folder = `${path}.lease`;
    const { writeTextFile } = Deno;
    const meanwhile = async (change: () => void): Promise<void> => {
      await Deno.mkdir(folder, { recursive: true });
      await writeTextFile(`${folder}/5`, "free");
      Deno.writeTextFile = (...args) => {
        Deno.writeTextFile = writeTextFile;
        Deno.removeSync(folder, { recursive: true });
        change();
        return writeTextFile(...args);
      };
      assert.equal(await Lock.acquire(path, () => {}, { ...options, stop: gone }), undefined);
    };
    await meanwhile(() => {});
    await meanwhile(() => {
      Deno.mkdirSync(folder);
      Deno.writeTextFileSync(`${folder}/1`, "process 1");
    });
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["1"]);
  }));

Deno.test("isHeld() changes nothing, and looks at a lock of somebody else's", () =>
  inFolder(async (path) => {
    await Deno.writeTextFile(path, "process 1", { mode: 0o444 });
    assert.equal(await Lock.isHeld(path), false);
    assert.equal(await Deno.readTextFile(path), "process 1");
  }));
