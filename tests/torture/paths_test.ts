import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeActionResult, UnboundRecord } from "../../pipeline/action_result.ts";
import { digestOf } from "../../pipeline/digest.ts";
import type { ActionKey } from "../../pipeline/digest.ts";
import { UsageError } from "../../pipeline/errors.ts";
import { History } from "../../pipeline/store/history.ts";
import { materialise } from "../../pipeline/store/materialise.ts";
import { Store } from "../../pipeline/store/store.ts";
import { readProfile } from "../../stages/configuration/profile.ts";
import { command } from "../support/command.ts";
import { Rig } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { covered } from "./amount.ts";

const spec = { stages: STAGES, actions: [{ name: "x", stage: "add", parameters: { value: 1 } }] };
const smoke = new URL("../../stages/configuration/profiles/smoke.json", import.meta.url);

/** A folder with a file outside of all that the test may touch; it must be as it was at the end. */
async function besidePrecious(test: (folder: string, precious: string) => Promise<void>) {
  const outer = await Deno.makeTempDir();
  const precious = join(outer, "precious");
  await Deno.writeTextFile(precious, "mine");
  const before = (await Deno.stat(precious)).mtime?.getTime();
  const folder = join(outer, "inner");
  await Deno.mkdir(folder);
  try {
    await test(folder, precious);
    assert.equal(await Deno.readTextFile(precious), "mine");
    assert.equal((await Deno.stat(precious)).mtime?.getTime(), before);
    assert.deepEqual([...Deno.readDirSync(outer)].map(({ name }) => name).sort(), [
      "inner",
      "precious",
    ]);
  } finally {
    await Deno.remove(outer, { recursive: true });
  }
}

Deno.test("a profile's name cannot lead out of the cache and the output folder", async () => {
  const names = [
    "..",
    ".",
    "",
    ".hidden",
    "a/b",
    "a\\b",
    "/etc",
    "../x",
    "a\nb",
    "a\0b",
    "x".repeat(101),
  ];
  await besidePrecious(async (folder) => {
    const store = await Store.open(join(folder, "cache"), () => {});
    for (const name of names) {
      await assert.rejects(History.open(store, name), (error) => {
        assert.ok(error instanceof UsageError && !error.message.includes("\n"), String(error));
        return true;
      });
    }
    for (const name of ["quick", "quick+1a2b3c4d", "mäuse-2.b_c"]) await History.open(store, name);
    // The name of a profile file is what comes before ".json": here "..", "." and "".
    for (const file of ["...json", "..json", ".json"]) {
      await Deno.copyFile(smoke, join(folder, file));
      const args = ["reproduce", "--profile", join(folder, file), "--only", "tableA1"];
      const run = await command([...args, "--cache", join(folder, "cache")]);
      assert.equal(run.status, 2, run.stderr);
      assert.match(run.stderr, /^error: Cannot use the profile name/m);
    }
  });
  covered(`${names.length + 3} names of profiles`);
});

Deno.test("a path in an action result is refused unless it is name.format", () => {
  const paths = [
    "../x.npy",
    "/etc/x.npy",
    "a/b.npy",
    "..",
    "x.npy/",
    "x",
    "",
    ".npy",
    "x.n.py",
    "x\n.npy",
  ];
  paths.push("x.npy\n", "x\0.npy", "C:\\x.npy", "~/x.npy", "x.NPY/../y");
  const text = (path: string, hash: string): string =>
    JSON.stringify({
      outputFiles: [{ path, digest: { hash, sizeBytes: "4" } }],
      executionMetadata: {
        executionStartTimestamp: "2024-05-07T09:00:00Z",
        executionCompletedTimestamp: "2024-05-07T09:00:01Z",
      },
    });
  const digest = digestOf("");
  const key = digestOf("an action") as ActionKey; // as a key is: a digest
  assert.throws(() => decodeActionResult(text("x.npy", digest), key), UnboundRecord);
  for (const path of paths) {
    assert.throws(() => decodeActionResult(text(path, digest), key), /Output path/);
  }
  const digests = [
    "../../precious",
    `../${digest}`,
    digest.slice(1),
    digest.toUpperCase(),
    `${digest}\n`,
  ];
  for (const bad of digests) {
    assert.throws(() => decodeActionResult(text("x.npy", bad), key), /Digest is/);
  }
  covered(`${paths.length} paths and ${digests.length} digests in action results`);
});

Deno.test("a link or device in place of a blob, a result or a history is never read or written through", async () => {
  const targets = ["/dev/zero", "precious", "."]; // an endless device, a file, a folder
  await besidePrecious(async (_, precious) => {
    for (const target of targets.map((target) => target === "precious" ? precious : target)) {
      await using rig = await Rig.create(FILES, spec);
      const first = await rig.run();
      const event = first.events.find(({ event }) => event === "executed");
      const key = event && "key" in event ? event.key : "";
      const files = [
        rig.blob(first.digests["x.out"]),
        join(rig.cache, "ac", key.slice(0, 2), key),
        join(rig.cache, "runs", "rig.json"),
      ];
      for (const file of files) {
        await Deno.remove(file);
        await Deno.symlink(target, file);
      }
      const run = await rig.run();
      assert.deepEqual([run.failed, run.digests], [[], first.digests]);
      for (const file of files) assert.ok((await Deno.lstat(file)).isFile, file);
    }
  });
  covered(`${3 * targets.length} links in a cache`);
});

Deno.test("materialise() replaces a link or device instead of writing through it", () =>
  besidePrecious(async (folder, precious) => {
    const path = join(folder, "fig1a.svg");
    for (const target of [precious, "/dev/zero", "/dev/null", "nowhere"]) {
      await Deno.symlink(target, path);
      await materialise(path, new TextEncoder().encode("<svg/>"));
      assert.ok((await Deno.lstat(path)).isFile);
      assert.equal(await Deno.readTextFile(path), "<svg/>");
      await Deno.remove(path);
    }
    await Deno.mkdir(path);
    await assert.rejects(materialise(path, new Uint8Array()), /Cannot write ".*fig1a\.svg"/);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["fig1a.svg"]);
  }));

Deno.test("an action's output is taken only if it is a regular file", async () => {
  await besidePrecious(async (folder, precious) => {
    const store = await Store.open(join(folder, "cache"), () => {});
    const path = join(folder, "out");
    for (const target of [precious, "/dev/zero", folder]) {
      await Deno.symlink(target, path);
      await assert.rejects(store.putFile(path), /it is not a regular file/);
      await Deno.remove(path);
    }
  });
});

Deno.test("a profile is a file, not a device without an end", async () => {
  for (const path of ["/dev/zero", "/dev/tty", "/tmp/"]) {
    await assert.rejects(readProfile(path), /^UsageError: Cannot read profile/);
  }
});
