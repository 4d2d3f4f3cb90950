import assert from "node:assert/strict";
import { join } from "node:path";
import { EnvironmentError } from "../../pipeline/errors.ts";
import type { Event } from "../../pipeline/events.ts";
import { setWritable, WITHOUT_ROOT } from "../support/ordinary_user.ts";
import { eventsOf, Rig } from "../support/rig.ts";
import type { RigSpec } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { amount, covered } from "./amount.ts";
import { Mount } from "./mount.ts";

const big = `export const run = (action) =>
  action.write("out", new Uint8Array(action.parameters.bytes).fill(action.parameters.bytes));`;
const files = { ...FILES, "big.ts": big };
const stages = { ...STAGES, big: { module: "big.ts" } };
const spec: RigSpec = {
  stages,
  actions: [
    { name: "small", stage: "add", parameters: { value: 1 } },
    ...[0, 1, 2, 3].map((i) => (
      { name: `big${i}`, stage: "big", parameters: { bytes: 300_000 + i } }
    )),
  ],
};
const ignore = !await Mount.isPossible(); // disk_test.ts of the pipeline has what needs no root

Deno.test({
  name: "a full disk ends the run in one line at any size; with room the run goes on",
  ignore,
  fn: async () => {
    const sizes = Array.from({ length: amount(3, 40) }, (_, i) => 40 + 1200 * i / amount(3, 40));
    await using rig = await Rig.create(files, spec);
    const { digests } = await rig.run();
    let full = 0;
    for (const size of sizes) {
      await using mount = await Mount.create(`${Math.round(size)}k`);
      const cache = join(mount.folder, "cache");
      const held: string[] = [];
      try {
        await rig.run({ cache, listener: (event) => "key" in event && held.push(event.key) });
        assert.fail(`${size} kB were enough`);
      } catch (error) {
        if (!(error instanceof EnvironmentError)) throw error;
        assert.match(error.message, /^Cannot .*: no space left on the device; free some space/);
        assert.ok(!error.message.includes("\n"));
        full++;
      }
      await mount.change("size=8m");
      const run = await rig.run({ cache });
      assert.deepEqual([run.failed, run.digests], [[], digests]);
      assert.deepEqual((await rig.run({ cache })).executed, []);
    }
    covered(`${full} full disks of 40 kB to 1.2 MB`);
  },
});

Deno.test({
  name: "a read-only cache is named in one line if something must be written, and read if not",
  ignore,
  fn: async () => {
    await using rig = await Rig.create(files, spec);
    await using mount = await Mount.create("8m");
    const cache = join(mount.folder, "cache");
    const told = /Cannot .*: the file system is read-only; choose another folder with --cache/;
    await mount.change("ro");
    await assert.rejects(rig.run({ cache }), told);
    await mount.change("rw");
    await rig.run({ cache });
    await mount.change("ro");
    const { executed, cached } = await rig.run({ cache });
    assert.deepEqual([executed, cached.length], [[], spec.actions.length]);
    rig.spec = { stages, actions: [{ name: "new", stage: "add", parameters: { value: 7 } }] };
    await assert.rejects(rig.run({ cache }), told);
    await mount.change("rw");
    assert.deepEqual((await rig.run({ cache })).executed, ["new"]);
  },
});

Deno.test({
  name: "a cache that turns read-only in the middle of a run ends it in one line; it goes on later",
  ignore,
  fn: async () => {
    await using rig = await Rig.create(files, spec);
    const { digests } = await rig.run();
    await Deno.remove(rig.cache, { recursive: true });
    const process = await rig.spawn(`exec setpriv ${WITHOUT_ROOT} "$0" "$@"`);
    const events: Event[] = [];
    for await (const event of eventsOf(process)) {
      if (event.event === "executed" && events.every(({ event }) => event !== "executed")) {
        await setWritable(rig.cache, false);
      }
      events.push(event);
    }
    assert.equal((await process.status).code, 1);
    assertDenied(events);
    await setWritable(rig.cache, true);
    const run = await rig.run();
    assert.deepEqual([run.failed, run.digests], [[], digests]);
    assert.ok(run.executed.length < spec.actions.length);
  },
});

Deno.test({
  name: "folders of blobs that cannot be written are named in one line, though the others can",
  ignore,
  fn: async () => {
    await using rig = await Rig.create(files, spec);
    const blobs = join(rig.cache, "cas");
    for (let i = 0; i < 256; i++) {
      await Deno.mkdir(join(blobs, i.toString(16).padStart(2, "0")), { recursive: true });
    }
    await setWritable(blobs, false);
    const process = await rig.spawn(`exec setpriv ${WITHOUT_ROOT} "$0" "$@"`);
    const events = await Array.fromAsync(eventsOf(process));
    assert.equal((await process.status).code, 1);
    assertDenied(events);
    await setWritable(blobs, true);
    assert.deepEqual((await rig.run()).failed, []);
  },
});

function assertDenied(events: readonly Event[]): void {
  const told = events.flatMap((event) => event.event === "warning" ? [event.message] : []);
  assert.equal(told.length, 1);
  assert.match(told[0]!, /^Cannot .*: permission denied; choose a folder you own with --cache/);
}

Deno.test({
  name: "what one may not read is made again in its place, and stays until then",
  ignore,
  fn: async () => {
    await using rig = await Rig.create(files, spec);
    const { digests, events } = await rig.run();
    const paths = events.flatMap((event) =>
      event.event === "executed"
        ? [join(rig.cache, "ac", event.key.slice(0, 2), event.key), rig.blob(event.key)]
        : []
    );
    for (const path of [...paths, ...Object.values(digests).map((digest) => rig.blob(digest))]) {
      await Deno.chmod(path, 0o000);
      const process = await rig.spawn(`exec setpriv ${WITHOUT_ROOT} "$0" "$@"`);
      const told = await Array.fromAsync(eventsOf(process));
      assert.equal((await process.status).code, 0, JSON.stringify(told));
      assert.ok((await Deno.readFile(path)).length > 0, path);
      await Deno.chmod(path, 0o444);
    }
    const run = await rig.run();
    assert.deepEqual([run.executed, run.digests, run.warnings], [[], digests, []]);
  },
});

Deno.test({
  name: "a cache folder of somebody else's is named in one line",
  ignore,
  fn: async () => {
    await using rig = await Rig.create(files, spec);
    await rig.run();
    const nobody = 65534;
    const chown = (path: string): void => {
      Deno.chownSync(path, nobody, nobody);
      if (!Deno.lstatSync(path).isDirectory) return;
      for (const { name } of Deno.readDirSync(path)) chown(join(path, name));
    };
    chown(rig.cache);
    rig.spec = { stages, actions: [{ name: "new", stage: "add", parameters: { value: 7 } }] };
    const process = await rig.spawn(`exec setpriv ${WITHOUT_ROOT} "$0" "$@"`);
    const last = (await Array.fromAsync(eventsOf(process))).at(-1);
    assert.equal((await process.status).code, 1);
    assert.deepEqual(last, {
      event: "warning",
      message: `Cannot write into the cache folder "${rig.cache}": ` +
        "permission denied; choose a folder you own with --cache or --out",
    });
  },
});
