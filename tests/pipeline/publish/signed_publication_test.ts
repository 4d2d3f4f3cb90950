import assert from "node:assert/strict";
import { join } from "node:path";
import { importPublication } from "../../../pipeline/publish/import_publication.ts";
import { decodePublication } from "../../../pipeline/publish/publication.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { flip } from "../../support/damage.ts";
import { published, publishPlan } from "../../support/published.ts";
import { CacheServer } from "../../support/remote/cache_server.ts";
import { ALL, from, keyPair, machine, to } from "../../support/remote/machines.ts";
import { planRig } from "../../support/rig.ts";

Deno.test("a signed publication is imported by those who trust the key, and used by them", async () => {
  await using one = await machine();
  await using two = await machine();
  const { signer, trusted } = await keyPair("lab");
  const { digests } = await one.run();
  const folder = await published(one, signer);
  const store = await Store.open(two.cache, () => {});
  await importPublication(folder, store, trusted);
  const second = await two.run({ trusted });
  assert.deepEqual([second.executed, second.warnings], [[], []]);
  assert.deepEqual(second.digests, digests);
  const stranger = await keyPair("lab");
  assert.deepEqual((await two.run({ trusted: stranger.trusted })).executed, ALL);
});

Deno.test("a publication that is unsigned, or signed by another, is not imported where keys are asked for", async () => {
  await using one = await machine();
  await one.run();
  const { signer, trusted } = await keyPair("lab");
  const stranger = await keyPair("lab");
  for (const by of [undefined, stranger.signer]) {
    await using two = await machine();
    const folder = await published(one, by);
    const store = await Store.open(two.cache, () => {});
    await assert.rejects(importPublication(folder, store, trusted), {
      name: "UsageError",
      message: `Cannot import "${folder}", nothing was taken: 4 of 4 results not signed by a ` +
        `trusted key, e.g. "root"`,
    });
    assert.deepEqual((await two.run()).executed, ALL);
  }
  const folder = await published(one, signer);
  const records = join(folder, "actions.json");
  const { actions } = decodePublication(await Deno.readFile(records));
  const [first, second] = actions.map(({ signature }) => signature!);
  const text = await Deno.readTextFile(records);
  await Deno.writeTextFile(records, text.replace(first!, second!));
  await using three = await machine();
  const store = await Store.open(three.cache, () => {});
  await assert.rejects(importPublication(folder, store, trusted), /1 of 4 results not signed/);
});

Deno.test("what was imported without keys is not used once keys are asked for", async () => {
  await using one = await machine();
  await using two = await machine();
  await one.run();
  const store = await Store.open(two.cache, () => {});
  await importPublication(await published(one), store);
  assert.deepEqual((await two.run()).executed, []);
  const { trusted } = await keyPair("lab");
  assert.deepEqual((await two.run({ trusted })).executed, ALL);
});

Deno.test("an import leaves one's own results one's own", async () => {
  await using one = await machine();
  await using server = new CacheServer();
  await one.run();
  const store = await Store.open(one.cache, () => {});
  await importPublication(await published(one), store);
  const { trusted } = await keyPair("lab");
  const own = await one.run({ trusted, ...to(server.url) });
  assert.deepEqual([own.executed, own.warnings], [[], []]);
  assert.equal(server.paths("PUT", "ac").length, 4);
});

Deno.test("a publication passes on the signatures of others, and signs what was made here", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine(11);
  const [lab, own] = [await keyPair("lab"), await keyPair("own")];
  await one.run(to(server.url, { signer: lab.signer }));
  await two.run(from(server.url));
  const folder = await published(two, own.signer);
  const { actions } = decodePublication(await Deno.readFile(join(folder, "actions.json")));
  assert.deepEqual(
    actions.map(({ name, signature }) => [name, signature!.split(":")[0]]).sort(),
    [["figure", "own"], ["left", "lab"], ["right", "lab"], ["root", "lab"]],
  );
  await using three = await machine(11);
  const both = new Map([...lab.trusted, ...own.trusted]);
  const store = await Store.open(three.cache, () => {});
  await importPublication(folder, store, both);
  assert.deepEqual((await three.run({ trusted: both })).executed, []);
});

Deno.test("publish leaves a damaged artifact out, and refuses to leave out a target", async () => {
  await using one = await machine();
  const { digests } = await one.run();
  flip(one.blob(digests["left.out"]));
  const folder = await published(one, undefined, ["figure"]);
  const { actions } = decodePublication(await Deno.readFile(join(folder, "actions.json")));
  assert.deepEqual(actions.map(({ name }) => name).sort(), ["figure", "right", "root"]);
  const { plan } = await planRig(one.folder, one.spec, { targets: ["figure"] });
  flip(one.blob(digests["figure.out"])); // after it was checked for the plan
  await assert.rejects(publishPlan(plan, folder), {
    name: "UsageError",
    message: 'Cannot publish: 2 actions have no result in the cache ("left"); run ' +
      '"deno task reproduce" with the same options first',
  });
});
