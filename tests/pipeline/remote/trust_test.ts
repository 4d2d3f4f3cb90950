import assert from "node:assert/strict";
import { CacheServer } from "./cache_server.ts";
import { ALL, from, keyPair, machine, to } from "./machines.ts";

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

Deno.test("a result that is moved under another action, or whose output is exchanged, is a miss", async () => {
  for (const exchange of [moved, exchanged]) {
    await using server = new CacheServer();
    await using one = await machine();
    await using two = await machine();
    const { signer, trusted } = await keyPair("lab");
    const first = await one.run(to(server.url, { signer }));
    const key = (name: string): string =>
      `ac/${
        first.events.flatMap((event) =>
          event.event === "executed" && event.label === name ? [event.key] : []
        )[0]
      }`;
    exchange(server, key("left"), key("right"));
    const second = await two.run({ ...from(server.url), trusted, targets: ["left"] });
    assert.deepEqual(second.executed, ["left"]);
    assert.equal(second.digests["left.out"], first.digests["left.out"]);
    assert.match(second.warnings.join(), UNSIGNED);
    await using three = await machine();
    const trusting = await three.run({ ...from(server.url), targets: ["left"] });
    assert.equal(
      trusting.digests["left.out"],
      first.digests["right.out"],
      "who trusts, is deceived",
    );
  }
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
