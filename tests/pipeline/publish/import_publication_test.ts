import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../../pipeline/digest.ts";
import { explain } from "../../../pipeline/explain/explain.ts";
import { importPublication } from "../../../pipeline/publish/import_publication.ts";
import type { PublishedAction, PublishedFile } from "../../../pipeline/publish/publication.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { actionLines } from "../../../pipeline/terminal/plan_text.ts";
import { command } from "../../support/command.ts";
import { forge, published } from "../../support/published.ts";
import { CacheServer } from "../../support/remote/cache_server.ts";
import { ALL, from, keyPair, machine, to } from "../../support/remote/machines.ts";
import { planRig } from "../../support/rig.ts";
import type { Rig } from "../../support/rig.ts";

/** Replaces the figure of a published folder by a wrong one, with records that fit. */
async function forgeFigure(folder: string): Promise<string> {
  const bytes = new TextEncoder().encode("666");
  await Deno.chmod(join(folder, "artifacts/figure.json"), 0o644);
  await Deno.writeFile(join(folder, "artifacts/figure.json"), bytes);
  const digest = digestOf(bytes);
  await forge(
    folder,
    (actions) =>
      actions.map((action) =>
        action.name === "figure"
          ? withOut(action, (out) => ({ ...out, digest, bytes: bytes.length }))
          : action
      ),
  );
  return digest;
}

const withOut = (
  action: PublishedAction,
  change: (out: PublishedFile) => PublishedFile,
): PublishedAction => ({ ...action, outputs: { out: change(action.outputs["out"]!) } });

const openStore = ({ cache }: Rig): Promise<Store> => Store.open(cache, () => {});

/** Names of all blobs and results of a cache. */
async function holds({ cache }: Rig): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ["cas", "ac"]) {
    for await (const { name } of Deno.readDir(join(cache, folder))) {
      for await (const file of Deno.readDir(join(cache, folder, name))) found.push(file.name);
    }
  }
  return found.sort();
}

Deno.test("an import keeps what was made here, and tells where it differs", async () => {
  await using one = await machine();
  await using two = await machine();
  const { digests } = await one.run();
  await two.run();
  const folder = await published(one);
  const forged = await forgeFigure(folder);
  const { differing } = await importPublication(folder, await openStore(two));
  assert.deepEqual(differing, ["figure"]);
  const run = await two.run();
  assert.deepEqual([run.executed, run.digests], [[], digests]);
  assert.ok(!(await holds(two)).includes(forged), "nor does its file come in");
});

Deno.test("the command line says which results differ, ends with whom one trusts, and gives status 1", async () => {
  await using one = await machine();
  await one.run();
  const folder = await published(one);
  const args = ["import", folder, "--cache", one.cache];
  const { status, stderr } = await command(args);
  assert.equal(status, 0, stderr);
  assert.equal(
    stderr,
    `4 results are in ${one.cache}, of "rig", every digest checked\n` +
      `No signature was checked: you trust whoever wrote "${folder}" (--trusted-keys)\n`,
  );
  await forgeFigure(folder);
  const second = await command(args);
  assert.equal(second.status, 1);
  assert.equal(
    second.stderr,
    `differs figure: the result that is here stays\n` +
      `1 result differs from what is here, of 4; "deno task verify --only figure" makes one ` +
      `again\n3 results are in ${one.cache}, of "rig", every digest checked\n` +
      `No signature was checked: you trust whoever wrote "${folder}" (--trusted-keys)\n`,
  );
});

Deno.test("of two imports the first stays, unless only the second is signed by a trusted key", async () => {
  await using one = await machine();
  await using two = await machine();
  const { signer, trusted } = await keyPair("lab");
  const { digests } = await one.run();
  const folder = await published(one);
  const forged = await forgeFigure(folder);
  await importPublication(folder, await openStore(two));
  assert.equal((await two.run()).digests["figure.out"], forged, "who trusts, is deceived");
  const signed = await published(one, signer);
  const unchecked = await importPublication(signed, await openStore(two));
  assert.deepEqual(unchecked.differing, ["figure"]);
  const checked = await importPublication(signed, await openStore(two), trusted);
  assert.deepEqual(checked.differing, []);
  assert.deepEqual((await two.run({ trusted })).digests, digests);
  await forgeFigure(signed);
  const again = await importPublication(signed, await openStore(two));
  assert.deepEqual(again.differing, ["figure"]);
  assert.deepEqual((await two.run({ trusted })).digests, digests);
});

Deno.test("an import brings back the lost files of a result that is here", async () => {
  await using one = await machine();
  const { digests } = await one.run();
  const folder = await published(one);
  await Deno.remove(one.blob(digests["figure.out"]));
  await importPublication(folder, await openStore(one));
  const run = await one.run();
  assert.deepEqual([run.executed, run.warnings], [[], []]);
});

Deno.test("explain and status say where a result is from, and who vouches for it", async () => {
  await using one = await machine();
  await using server = new CacheServer();
  const { signer, trusted } = await keyPair("lab");
  await one.run(to(server.url, { signer }));
  const folder = await published(one, signer);
  const ways = {
    "made here": async (rig: Rig) => void await rig.run(),
    [`imported from "${folder}", signed by lab`]: async (rig: Rig) =>
      void await importPublication(folder, await openStore(rig), trusted),
    [`imported from "${folder}", its signature not checked`]: async (rig: Rig) =>
      void await importPublication(folder, await openStore(rig)),
    [`from the remote cache ${server.url}, signed by lab`]: async (rig: Rig) =>
      void await rig.run({ ...from(server.url), trusted }),
    [`from the remote cache ${server.url}, its signature not checked`]: async (rig: Rig) =>
      void await rig.run(from(server.url)),
  };
  for (const [origin, bring] of Object.entries(ways)) {
    await using two = await machine();
    await bring(two);
    const { plan } = await planRig(two.folder, two.spec, { cache: two.cache });
    assert.equal((await explain(plan, "figure", { verbose: false }))[2], `  ${origin}`);
    assert.ok([...actionLines(plan, 1)].includes(`cached  figure: ${origin}`), origin);
  }
});

const figure = (folder: string): string => join(folder, "artifacts", "figure.json");
const put = async (path: string, make: (path: string) => unknown): Promise<void> => {
  await Deno.remove(path);
  await make(path);
};
const pipe = (path: string): Promise<unknown> =>
  new Deno.Command("mkfifo", { args: [path] }).output();

/** What may be wrong with a folder, and what is said of it. */
const WRONG: Readonly<Record<string, { do: (folder: string) => Promise<unknown>; says: RegExp }>> =
  {
    "a pipe for an artifact": {
      do: (folder) => put(figure(folder), pipe),
      says: /"artifacts\/figure.json": it is not a regular file/,
    },
    "an endless device for an artifact": {
      do: (folder) => put(figure(folder), (path) => Deno.symlink("/dev/zero", path)),
      says: /"artifacts\/figure.json": it is not a regular file/,
    },
    "a folder for an artifact": {
      do: (folder) => put(figure(folder), (path) => Deno.mkdir(path)),
      says: /"artifacts\/figure.json": it is not a regular file/,
    },
    "an artifact of 8 TB": {
      do: (folder) =>
        put(figure(folder), (path) => Deno.writeFile(path, new Uint8Array()))
          .then(() => Deno.truncate(figure(folder), 2 ** 43)),
      says: /"artifacts\/figure.json": it has 8796093022208 bytes, expected 20002/,
    },
    "a missing artifact": {
      do: (folder) => Deno.remove(figure(folder)),
      says: /"artifacts\/figure.json": No such file/,
    },
    "another byte": {
      do: (folder) => put(figure(folder), (path) => Deno.writeFile(path, new Uint8Array(20_002))),
      says: /"artifacts\/figure.json": digest is [0-9a-f]{12}, expected [0-9a-f]{12}/,
    },
    "code without an end": {
      do: async (folder) => {
        const [code] = [...Deno.readDirSync(join(folder, "code"))];
        await put(join(folder, "code", code!.name), (path) => Deno.symlink("/dev/zero", path));
      },
      says: /"code\/.*": it is not a regular file/,
    },
    "a pipe for the records": {
      do: (folder) => put(join(folder, "actions.json"), pipe),
      says: /it is not a regular file; expected a folder that "publish" wrote/,
    },
    "records of 8 TB": {
      do: (folder) => Deno.truncate(join(folder, "actions.json"), 2 ** 43),
      says: /"actions.json": it has 8796093022208 bytes, expected at most/,
    },
    "another size in the records": {
      do: (folder) =>
        forge(
          folder,
          (actions) =>
            actions.map((action) => withOut(action, (out) => ({ ...out, bytes: 20_001 }))),
        ),
      says: /"artifacts\/root.json": it has 20002 bytes, expected 20001/,
    },
    "results of one another": {
      do: async (folder) => {
        const path = join(folder, "actions.json");
        const records = JSON.parse(await Deno.readTextFile(path));
        const [, left, right] = records.actions;
        [left.outputs, right.outputs] = [right.outputs, left.outputs];
        await Deno.writeTextFile(path, JSON.stringify(records));
      },
      says: /the result of "left" is not the one that was published/,
    },
    "another time": {
      do: async (folder) => {
        const path = join(folder, "actions.json");
        const text = await Deno.readTextFile(path);
        await Deno.writeTextFile(path, text.replace(/"started":"\d+/, `"started":"1999`));
      },
      says: /the result of ".*" is not the one that was published/,
    },
    "two results of one action": {
      do: (folder) =>
        forge(folder, (actions) => [
          ...actions,
          { ...actions.at(-1)!, outputs: actions[0]!.outputs, name: "again" },
        ]),
      says: /"again": it has another result, too/,
    },
    "an output that the action has not": {
      do: (folder) =>
        forge(folder, (actions) =>
          actions.map((action) => ({
            ...action,
            outputs: { ...action.outputs, more: action.outputs["out"]! },
          }))),
      says: /"root": it has an output "more"/,
    },
    "a name that leads out of the cache": {
      do: (folder) => forge(folder, (actions) => actions, "../../elsewhere"),
      says: /Cannot use the profile name/,
    },
    "a name that drives the terminal": {
      do: (folder) =>
        forge(folder, (actions) => actions.map((action) => ({ ...action, name: "\x1b[2J" }))),
      says: /name is "\\u001b\[2J"/,
    },
  };

for (const [what, { do: spoil, says }] of Object.entries(WRONG)) {
  Deno.test(`nothing is imported from a folder with ${what}`, async () => {
    await using one = await machine();
    await using two = await machine();
    await one.run();
    const folder = await published(one);
    await spoil(folder);
    const store = await openStore(two);
    await assert.rejects(importPublication(folder, store), (error: Error) => {
      assert.equal(error.name, "UsageError");
      assert.match(error.message, says);
      return true;
    });
    assert.deepEqual(await holds(two), []);
    assert.deepEqual([...Deno.readDirSync(join(two.cache, "runs"))], []);
    assert.deepEqual((await two.run()).executed, ALL);
  });
}
