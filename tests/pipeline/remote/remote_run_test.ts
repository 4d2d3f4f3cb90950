import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../../pipeline/digest.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { flip } from "../../support/damage.ts";
import { asBazelRemote, CacheServer } from "../../support/remote/cache_server.ts";
import { ALL, from, graph, machine, to, warningsOf } from "../../support/remote/machines.ts";
import { planRig } from "../../support/rig.ts";

Deno.test("a second machine executes nothing and has the bytes of the first", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  const first = await one.run(to(server.url));
  assert.deepEqual(first.executed, ALL);
  const second = await two.run(from(server.url));
  assert.deepEqual([second.executed, second.cached], [[], ALL]);
  assert.deepEqual(second.digests, first.digests);
  assert.deepEqual(await bytesOf(two, second), await bytesOf(one, first));
  assert.deepEqual([first.warnings, warningsOf(second)], [[], []]);
  assert.equal(second.warnings.length, 1, "that they are unsigned, once");
  const origins = second.events.flatMap((event) => event.event === "cached" ? [event.from] : []);
  assert.deepEqual(origins, ["remote", "remote", "remote", "remote"]);
  const fetched = 4 * 20_002;
  assert.deepEqual(second.events.at(-1), {
    ...{ event: "done", executed: 0, cached: 4, failed: 0 },
    fetched,
  });
});

Deno.test("a result comes back from bazel-remote in other words, and is the same", async () => {
  await using server = new CacheServer();
  server.reencode = asBazelRemote;
  await using one = await machine();
  await using two = await machine();
  const first = await one.run(to(server.url));
  const second = await two.run(from(server.url));
  assert.deepEqual(second.executed, []);
  assert.deepEqual(await resultsOf(two), await resultsOf(one));
  assert.deepEqual(second.digests, first.digests);
  for (
    const { method, path, headers } of server.seen.filter(({ path }) => path.startsWith("ac/"))
  ) {
    const name = method === "GET" ? "accept" : "content-type";
    assert.equal(headers.get(name), "application/json", path);
  }
});

Deno.test("only the blobs that a run needs are fetched", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await using three = await machine(11);
  const { digests } = await one.run(to(server.url));
  server.seen.length = 0;
  await two.run({ ...from(server.url), targets: ["figure"] });
  assert.deepEqual(server.paths("GET", "cas"), [`cas/${digests["figure.out"]}`]);
  server.seen.length = 0;
  const edited = await three.run({ ...from(server.url), targets: ["figure"] });
  assert.deepEqual(edited.executed, ["figure"]);
  assert.deepEqual(
    server.paths("GET", "cas").sort(),
    ["left.out", "right.out"].map((name) => `cas/${digests[name]}`).sort(),
  );
});

Deno.test("a plan asks and fetches nothing, and says what the run then does", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine(11);
  await one.run(to(server.url));
  server.seen.length = 0;
  const { plan } = await planRig(two.folder, two.spec, { cache: two.cache, ...from(server.url) });
  const due = [...plan.nodes.values()].filter(({ reason }) => reason !== undefined);
  assert.deepEqual(due.map(({ action }) => action.name), ["figure"]);
  assert.deepEqual(server.paths("GET", "cas"), []);
  assert.deepEqual((await two.run(from(server.url))).executed, ["figure"]);
});

Deno.test("what came from a remote cache is there without it", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await one.run(to(server.url));
  await two.run({ ...from(server.url), targets: ["figure"] });
  const asked = server.seen.length;
  const figure = await two.run({ targets: ["figure"] });
  assert.deepEqual(figure.executed, []);
  assert.deepEqual((await two.run({ targets: ["left"] })).executed, ["left", "root"]);
  assert.equal(server.seen.length, asked);
});

Deno.test("an upload sends blobs before the result that names them, and no measured arithmetic", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await one.run(to(server.url));
  const before = new Set<string>();
  for (const { method, path } of server.seen) {
    if (method !== "PUT") continue;
    if (path.startsWith("ac/")) {
      const { outputFiles } = JSON.parse(text(server, path));
      for (const { digest } of outputFiles) assert.ok(before.has(`cas/${digest.hash}`), path);
      assert.ok(before.has(path.replace("ac/", "cas/")), "the description goes before, too");
    }
    before.add(path);
  }
  const keys = server.paths("PUT", "ac").map((path) =>
    JSON.parse(text(server, path.replace("ac", "cas")))
  );
  assert.deepEqual(keys.map(({ stage }) => stage), ["grow", "grow", "grow", "grow"]);
  const asked = new Set(
    server.seen.map(({ path }) => path).filter((path) => path.startsWith("ac/")),
  );
  assert.deepEqual([...asked].sort(), server.paths("PUT", "ac").sort());
});

Deno.test("what was made before, or could not be uploaded, is uploaded by a later run; nothing twice", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await one.run();
  const second = await one.run(to(server.url));
  assert.deepEqual(second.executed, []);
  assert.equal(server.paths("PUT", "ac").length, 4);
  server.seen.length = 0;
  await one.run(to(server.url));
  assert.deepEqual(server.seen.filter(({ method }) => method === "PUT"), []);
});

Deno.test("what came from a remote cache is not uploaded", async () => {
  await using server = new CacheServer();
  await using other = new CacheServer();
  await using one = await machine();
  await using two = await machine(11);
  await one.run(to(server.url));
  await two.run(from(server.url));
  await two.run(to(other.url));
  assert.equal(other.paths("PUT", "ac").length, 1);
});

Deno.test("an artifact that the server no longer has is made again", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine(11);
  const { digests } = await one.run(to(server.url));
  server.files.delete(`cas/${digests["left.out"]}`);
  const second = await two.run({ ...from(server.url), targets: ["figure"] });
  assert.deepEqual(second.executed, ["figure", "left"]);
  assert.equal(second.digests["left.out"], digests["left.out"]);
  assert.deepEqual(warningsOf(second), []);
});

Deno.test("an artifact that the server says it has, and has not, is made again", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await using three = await machine(11);
  const first = await one.run(to(server.url));
  server.misbehave = ({ method, path }) => {
    if (!path.startsWith("cas/")) return undefined;
    return method === "HEAD" ? new Response(null) : new Response(null, { status: 404 });
  };
  const targets = ["figure"];
  const second = await two.run({ ...from(server.url), targets });
  assert.deepEqual(second.executed, ALL);
  assert.equal(second.digests["figure.out"], first.digests["figure.out"]);
  assert.deepEqual((await three.run({ ...from(server.url), targets })).executed, ALL);
});

Deno.test("an artifact that is damaged here is fetched again, not made again", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  const { digests } = await one.run(to(server.url));
  const left = one.blob(digests["left.out"]);
  await Deno.chmod(left, 0o644);
  await Deno.writeFile(left, (await Deno.readFile(left)).map((byte) => byte ^ 1));
  one.spec = graph(11);
  const second = await one.run({ ...from(server.url), targets: ["figure"] });
  assert.deepEqual(second.executed, ["figure"]);
  assert.deepEqual(server.paths("GET", "cas"), [`cas/${digests["left.out"]}`]);
  assert.equal(second.digests["left.out"], digests["left.out"]);
  assert.equal(warningsOf(second).length, 1);
  assert.match(warningsOf(second)[0]!, /is damaged/);
});

Deno.test("a damaged target is fetched again, also if its key is known only during the run", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  const { digests, events } = await one.run(to(server.url));
  for (const event of events) { // of "left" only the remote cache knows nothing, nor we
    if (event.event !== "executed" || event.label !== "left") continue;
    await Deno.remove(join(one.cache, "ac", event.key.slice(0, 2), event.key));
    server.misbehave = ({ path }) =>
      path === `ac/${event.key}` ? new Response(null, { status: 404 }) : undefined;
  }
  const figure = one.blob(digests["figure.out"]);
  flip(figure);
  const second = await one.run({ ...from(server.url), targets: ["figure"] });
  assert.deepEqual(second.executed, ["left"]);
  assert.deepEqual(server.paths("GET", "cas"), [`cas/${digests["figure.out"]}`]);
  assert.equal(digestOf(await Deno.readFile(figure)), digests["figure.out"]);
});

Deno.test("a stopped run fetches no more and says that it was interrupted", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await one.run(to(server.url));
  const stop = new AbortController();
  server.misbehave = ({ method, path }) => {
    if (method === "GET" && path.startsWith("cas/")) stop.abort();
    return undefined;
  };
  const second = await two.run({ ...from(server.url), stop: stop.signal });
  assert.deepEqual([second.interrupted, second.executed, warningsOf(second)], [true, [], []]);
  server.misbehave = () => undefined;
  assert.deepEqual((await two.run(from(server.url))).executed, []);
});

Deno.test("an early cutoff takes what comes after from the remote cache", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  await one.run(to(server.url));
  const changed = graph().actions.map((action) =>
    action.name === "root" ? { ...action, parameters: { value: 1, unused: true } } : action
  );
  two.spec = { ...two.spec, actions: changed };
  const second = await two.run({ ...from(server.url), targets: ["figure"] });
  assert.deepEqual(second.executed, ["root"]);
  assert.deepEqual(second.cached, ["figure", "left", "right"]);
});

const text = (server: CacheServer, path: string): string =>
  new TextDecoder().decode(server.files.get(path));

type Machine = Awaited<ReturnType<typeof machine>>;

async function bytesOf(
  rig: Machine,
  { digests }: { digests: Readonly<Record<string, string>> },
): Promise<Uint8Array[]> {
  return await Promise.all(Object.values(digests).map((digest) => Deno.readFile(rig.blob(digest))));
}

/** The results of a cache by key, but for where they were made. */
async function resultsOf({ cache }: Machine): Promise<Record<string, unknown>> {
  const store = await Store.open(cache, () => {});
  const results: Record<string, unknown> = {};
  const history = JSON.parse(await Deno.readTextFile(`${cache}/runs/rig.json`)) as object;
  for (const key of Object.values(history)) {
    const { from: _, ...result } = (await store.readResult(key))!; // a run has just given it
    results[key] = result;
  }
  return results;
}
