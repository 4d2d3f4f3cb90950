import assert from "node:assert/strict";
import { CacheServer } from "../../support/remote/cache_server.ts";
import {
  ALL,
  AS_UNSIGNED,
  bound,
  from,
  keyPair,
  machine,
  to,
  warningsOf,
} from "../../support/remote/machines.ts";
import type { RigRun } from "../../support/rig.ts";

const UNSIGNED = /The result [0-9a-f]{12} made elsewhere is not signed by a trusted key/;

Deno.test("with trusted keys, only signed results are taken from a remote cache", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await using three = await machine();
  const { signer, trusted } = await keyPair("lab");
  const stranger = await keyPair("lab");
  const first = await one.run(to(server.url, { signer }));
  const signed = await two.run({ ...from(server.url), trusted });
  assert.deepEqual([signed.executed, signed.warnings], [[], []]);
  assert.deepEqual(signed.digests, first.digests);
  const refused = await three.run({ ...from(server.url), trusted: stranger.trusted });
  assert.deepEqual(refused.executed, ALL);
  assert.equal(refused.warnings.length, 1);
  assert.match(refused.warnings[0]!, UNSIGNED);
  assert.equal(server.paths("GET", "cas").length, ALL.length, "of the machine that trusts");
});

Deno.test("with trusted keys, an unsigned result is a miss", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await one.run(to(server.url));
  const { trusted } = await keyPair("lab");
  const second = await two.run({ ...from(server.url), trusted });
  assert.deepEqual(second.executed, ALL);
  assert.deepEqual(second.warnings.length, 1);
});

/** What is done to the result of "left", and what is said of it. */
const MOVES = {
  "moved under another action": { change: moved, says: /it is the result of another action/ },
  "given another's artifact": { change: exchanged, says: /its checksum is another/ },
};

for (const [what, { change, says }] of Object.entries(MOVES)) {
  Deno.test(`a result that was ${what} is a miss, whomever one trusts`, async () => {
    await using server = new CacheServer();
    await using one = await machine();
    const { signer, trusted } = await keyPair("lab");
    const first = await one.run(to(server.url, { signer }));
    change(server, keyOf(first, "left"), keyOf(first, "right"));
    for (const keys of [{ trusted }, {}]) {
      await using two = await machine();
      const second = await two.run({ ...from(server.url), ...keys, targets: ["left"] });
      assert.deepEqual(second.executed, ["left"]);
      assert.equal(second.digests["left.out"], first.digests["left.out"]);
      assert.equal(warningsOf(second).length, 1);
      assert.match(warningsOf(second)[0]!, says);
    }
  });

  Deno.test(`a result that was ${what}, and bound to it, deceives only who asks for no keys`, async () => {
    await using server = new CacheServer();
    await using one = await machine();
    await using two = await machine();
    await using three = await machine();
    const { signer, trusted } = await keyPair("lab");
    const first = await one.run(to(server.url, { signer }));
    const key = keyOf(first, "left");
    change(server, key, keyOf(first, "right"));
    const record = new TextDecoder().decode(server.files.get(key));
    server.files.set(key, new TextEncoder().encode(bound(key, record)));
    const second = await two.run({ ...from(server.url), trusted, targets: ["left"] });
    assert.deepEqual(second.executed, ["left"]);
    assert.equal(second.digests["left.out"], first.digests["left.out"]);
    assert.match(second.warnings.join(), UNSIGNED);
    const third = await three.run({ ...from(server.url), targets: ["left"] });
    assert.equal(third.digests["left.out"], first.digests["right.out"], "who trusts, is deceived");
    assert.match(third.warnings.join(), AS_UNSIGNED, "and was told so");
  });
}

Deno.test("results that a server has of an earlier version are not used, said once, and replaced", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  server.reencode = (text) => text.replace(/,"stdoutRaw":"[^"]*"/, "");
  await one.run(to(server.url));
  server.reencode = (text) => text;
  const second = await two.run(to(server.url));
  assert.deepEqual(second.executed, ALL);
  assert.equal(second.warnings.length, 1, second.warnings.join("\n"));
  assert.match(second.warnings[0]!, /has results of an earlier version, which are not used/);
  await using three = await machine();
  assert.deepEqual((await three.run(from(server.url))).executed, []);
});

Deno.test("a result taken without trusted keys is not trusted later on", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await one.run(to(server.url));
  await two.run(from(server.url));
  const { signer, trusted } = await keyPair("lab");
  const later = await two.run({ trusted });
  assert.deepEqual(later.executed, ALL);
  assert.match(later.warnings.join(), UNSIGNED);
  assert.deepEqual((await two.run({ trusted })).executed, [], "what was made here is trusted");
  await two.run({ trusted, ...to(server.url, { signer }) });
  await using three = await machine();
  assert.deepEqual((await three.run({ ...from(server.url), trusted })).executed, []);
});

Deno.test("a signature is kept with the result, and is fetched where the server left it out", async () => {
  await using server = new CacheServer();
  server.reencode = (text) => {
    const result = JSON.parse(text);
    for (const file of result.outputFiles) delete file.contents;
    return JSON.stringify(result);
  };
  await using one = await machine();
  await using two = await machine();
  const { signer, trusted } = await keyPair("lab");
  await one.run(to(server.url, { signer }));
  await two.run(from(server.url));
  const later = await two.run({ trusted });
  assert.deepEqual([later.executed, later.warnings], [[], []]);
});

/** "ac/<key>" of an action that was executed. */
function keyOf({ events }: RigRun, name: string): string {
  const keys = events.flatMap((event) =>
    event.event === "executed" && event.label === name ? [event.key] : []
  );
  return `ac/${keys[0]}`;
}

/** Gives the signed result of one action under the key of another. */
function moved(server: CacheServer, to: string, from: string): void {
  server.files.set(to, server.files.get(from)!);
}

/** Gives an action another's artifact under its own signature. */
function exchanged(server: CacheServer, to: string, from: string): void {
  const read = (path: string) => JSON.parse(new TextDecoder().decode(server.files.get(path)));
  const result = read(to);
  result.outputFiles[0] = read(from).outputFiles[0];
  server.files.set(to, new TextEncoder().encode(JSON.stringify(result)));
}
