import assert from "node:assert/strict";
import { join } from "node:path";
import { takeCredentials } from "../../../pipeline/remote/credentials.ts";
import { ALL, from, keyPair, machine, to, warningsOf } from "../../support/remote/machines.ts";
import { Nginx, nginx } from "../../support/remote/nginx.ts";

const options = { ignore: nginx === undefined };

Deno.test("two machines share their work through nginx, signed", options, async () => {
  await using server = await Nginx.start(nginx!);
  await using one = await machine();
  await using two = await machine();
  await using three = await machine(11);
  const { signer, trusted } = await keyPair("lab");
  const first = await one.run(to(server.url, { signer }));
  const second = await two.run({ ...from(server.url), trusted });
  assert.deepEqual([first.warnings, warningsOf(second)], [[], []]);
  assert.deepEqual([first.executed, second.executed], [ALL, []]);
  assert.deepEqual(second.digests, first.digests);
  for (const digest of Object.values(first.digests)) {
    assert.deepEqual(await Deno.readFile(two.blob(digest)), await Deno.readFile(one.blob(digest)));
  }
  const back = await three.run({ ...to(server.url, { signer }), trusted });
  assert.deepEqual(back.executed, ["figure"]);
  await using four = await machine(11);
  assert.deepEqual((await four.run({ ...from(server.url), trusted })).executed, []);
  // results, artifacts, descriptions and signatures of five actions
  assert.equal((await names(join(server.files, "ac"))).length, 5);
  assert.equal((await names(join(server.files, "cas"))).length, 15);
});

Deno.test(
  "an nginx whose files are too large for it, or that is read only, is read from",
  options,
  async () => {
    const refusals = [
      ["413", "body_size 4g;", "body_size 1k;"],
      ["403", "dav_methods PUT;", "dav_methods PUT; limit_except GET { deny all; }"],
    ] as const;
    for (const [status, ...change] of refusals) {
      await using server = await Nginx.start(nginx!);
      await using one = await machine();
      await using two = await machine(11);
      await one.run(to(server.url));
      await using other = await Nginx.start(nginx!, change);
      await copy(server.files, other.files);
      const second = await two.run({ ...to(other.url), targets: ["figure"] });
      assert.deepEqual(second.executed, ["figure"]);
      assert.equal(warningsOf(second).length, 1, warningsOf(second).join("\n"));
      assert.match(
        warningsOf(second)[0]!,
        new RegExp(`${status} to PUT .*nothing more is uploaded`),
      );
    }
  },
);

Deno.test(
  "an nginx with a password is used with it, and said to want one without",
  options,
  async () => {
    await using server = await Nginx.start(nginx!, [
      "dav_methods PUT;",
      "dav_methods PUT; auth_basic lab; auth_basic_user_file FOLDER/files/passwords;",
    ]);
    await Deno.writeTextFile(join(server.files, "..", "passwords"), "ann:{PLAIN}s3cret\n");
    await using one = await machine();
    await using two = await machine();
    const netrc = join(one.folder, "netrc");
    await Deno.writeTextFile(netrc, "machine 127.0.0.1 login ann password s3cret\n");
    const env = { get: (name: string) => name === "NETRC" ? netrc : undefined, delete: () => {} };
    const credentials = await takeCredentials(server.url, env);
    const without = await one.run(to(server.url));
    assert.deepEqual(without.executed, ALL);
    assert.equal(without.warnings.length, 1);
    assert.match(without.warnings[0]!, /answers 401 to GET .* \(no credentials were given\)/);
    assert.deepEqual((await one.run(to(server.url, { credentials }))).warnings, []);
    const second = await two.run(from(server.url, { credentials }));
    assert.deepEqual([second.executed, warningsOf(second)], [[], []]);
    const secrets = ["s3cret", credentials!.split(" ")[1]!];
    const shown = JSON.stringify([without.events, second.events]);
    for (const secret of secrets) assert.ok(!shown.includes(secret), "an event shows it");
    for (const file of [...await filesBelow(one.cache), ...await filesBelow(two.cache)]) {
      const text = new TextDecoder().decode(await Deno.readFile(file));
      for (const secret of secrets) assert.ok(!text.includes(secret), file);
    }
  },
);

Deno.test("an nginx that ends during a run costs one warning", options, async () => {
  const server = await Nginx.start(nginx!);
  await using one = await machine();
  await using two = await machine(11);
  const first = await one.run(to(server.url));
  let ended: Promise<void> | undefined;
  const second = await two.run({
    ...to(server.url),
    targets: ["figure"],
    listener: ({ event }) => {
      if (event === "planned") ended = server[Symbol.asyncDispose]();
    },
  });
  await ended;
  assert.ok(second.executed.includes("figure"));
  assert.equal(second.digests["left.out"], first.digests["left.out"]);
  assert.deepEqual(second.failed, []);
  assert.equal(warningsOf(second).length, 1, warningsOf(second).join("\n"));
});

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await filesBelow(path));
    else found.push(path);
  }
  return found;
}

/** Copies a folder of folders of files. */
async function copy(from: string, to: string): Promise<void> {
  for (const folder of await names(from)) {
    await Deno.mkdir(join(to, folder), { recursive: true });
    for (const file of await names(join(from, folder))) {
      await Deno.copyFile(join(from, folder, file), join(to, folder, file));
    }
  }
}

const names = async (folder: string): Promise<string[]> =>
  (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
