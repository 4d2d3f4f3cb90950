import assert from "node:assert/strict";
import { digestOf } from "../../../pipeline/digest.ts";
import { RemoteCache } from "../../../pipeline/remote/remote_cache.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { CacheServer } from "../../support/remote/cache_server.ts";
import type { Misbehave, Seen } from "../../support/remote/cache_server.ts";
import {
  ALL,
  bound,
  from,
  LIMITS,
  machine,
  to,
  warningsOf,
} from "../../support/remote/machines.ts";

const blobs =
  (answer: (seen: Seen, server: CacheServer) => ReturnType<Misbehave>) =>
  (seen: Seen, server: CacheServer) =>
    seen.method === "GET" && seen.path.startsWith("cas/") ? answer(seen, server) : undefined;

const results =
  (answer: (seen: Seen, server: CacheServer) => ReturnType<Misbehave>) =>
  (seen: Seen, server: CacheServer) =>
    seen.method === "GET" && seen.path.startsWith("ac/") ? answer(seen, server) : undefined;

/** A body of a known length that begins, and then goes on as `next` has it. */
function body(
  start: Uint8Array,
  length: number,
  next: (controller: ReadableStreamDefaultController<Uint8Array>) => void | Promise<void>,
): Response {
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (begun) return next(controller);
      begun = true;
      controller.enqueue(start);
    },
  });
  return new Response(stream, { headers: { "content-length": String(length) } });
}

const file = ({ path }: Seen, server: CacheServer): Uint8Array<ArrayBuffer> =>
  server.files.get(path)!; // asked for after its result was given

/** Changes the outputs of a result as the server gives it. */
const rewrite = (change: (files: Record<string, unknown>[]) => void) =>
  results((seen, server) => {
    const result = JSON.parse(new TextDecoder().decode(file(seen, server)));
    change(result.outputFiles);
    return new Response(bound(seen.path, JSON.stringify(result)));
  });

/** What a server may do to those who read from it, and what is said of it. */
const FAULTS: Readonly<
  Record<
    string,
    { answer: (seen: Seen, server: CacheServer) => ReturnType<Misbehave>; says: RegExp }
  >
> = {
  "wrong bytes": {
    answer: blobs((seen, server) => new Response(file(seen, server).map((byte) => byte ^ 1))),
    says: /gives what cannot be used \(artifact [0-9a-f]{12}: its digest is [0-9a-f]{12}\)/,
  },
  "a body that breaks off": {
    answer: blobs((seen, server) =>
      body(file(seen, server).slice(0, 10), 20_002, (controller) => controller.error("broken"))
    ),
    says: /cannot be reached/,
  },
  "a body that is shorter than it should be": {
    answer: blobs((seen, server) => new Response(file(seen, server).slice(0, 10))),
    says: /artifact .*: it has 10 bytes, expected 20002/,
  },
  "an artifact without end": {
    answer: blobs((seen, server) =>
      new Response(
        new ReadableStream({ pull: (controller) => controller.enqueue(file(seen, server)) }),
      )
    ),
    says: /artifact .*: it has more than its 20002 bytes/,
  },
  "a result without end": {
    answer: results(() =>
      new Response(
        new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65536)) }),
      )
    ),
    says: /it has more than 1048576 bytes/,
  },
  "errors of its own": {
    answer: () => new Response("no", { status: 500 }),
    says: /answers 500 to GET ac\//,
  },
  "redirects in a circle": {
    answer: ({ path }) =>
      new Response(null, { status: 302, headers: { location: `/lab/${path}` } }),
    says: /redirects ac\/.* without end/,
  },
  "refusal": {
    answer: () => new Response("no", { status: 401 }),
    says: /answers 401 to GET ac\/.* \(no credentials were given\)/,
  },
  "results that are none": {
    answer: results(() => new Response("<html>Log in here</html>")),
    says: /result [0-9a-f]{12}: .*not valid JSON/,
  },
  "a result that lacks an output": {
    answer: rewrite((files) => files.pop()),
    says: /result [0-9a-f]{12}: it lacks "out.json"/,
  },
  "a result with an output that is not the action's": {
    answer: rewrite((files) => files.push({ ...files[0], path: "more.json" })),
    says: /result [0-9a-f]{12}: it has an output "more"/,
  },
  "a result with a path that leads elsewhere": {
    answer: rewrite((files) => files.push({ ...files[0], path: "../../out.json" })),
    says: /result [0-9a-f]{12}: Output path is/,
  },
  "a result with an artifact that no disk holds": {
    answer: rewrite((files) => files[0]!["digest"] = { hash: "0".repeat(64), sizeBytes: "1e15" }),
    says: /"out" is said to have 1000000000000000 bytes/,
  },
};

for (const [fault, { answer, says }] of Object.entries(FAULTS)) {
  Deno.test(`a run goes on by itself, with one warning, after ${fault}`, async () => {
    await using server = new CacheServer();
    await using one = await machine();
    await using two = await machine();
    const first = await one.run(to(server.url));
    server.misbehave = (seen) => answer(seen, server);
    const second = await two.run(from(server.url));
    assert.deepEqual(second.executed, ALL);
    assert.deepEqual(second.digests, first.digests);
    assert.equal(warningsOf(second).length, 1, warningsOf(second).join("\n"));
    assert.match(warningsOf(second)[0]!, says);
    assert.deepEqual(await leftovers(two.cache), []);
  });
}

/** Servers that take their time: these limits are short, and reached in any case. */
const SLOW: Readonly<Record<string, { answer: Misbehave; more: object; says: RegExp }>> = {
  "no answer": {
    answer: () => new Promise(() => {}),
    more: { limits: { ...LIMITS, answer: 100 } },
    says: /did not answer within 0.1 s/,
  },
  "bytes that drip": {
    answer: ({ path, method }) => {
      if (method !== "GET" || !path.startsWith("cas/")) return undefined;
      return body(new Uint8Array(1), 20_002, async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (controller.desiredSize !== null) controller.enqueue(new Uint8Array(1)); // not cancelled
      });
    },
    more: { limits: { ...LIMITS, total: 2000, rate: 1e5 } },
    says: /did not finish (GET|HEAD)/,
  },
  "answers that take too long together": {
    answer: () => new Promise(() => {}),
    more: { waitBudget: 100 },
    says: /took 0.1 s to answer, taken together/,
  },
};

for (const [fault, { answer, more, says }] of Object.entries(SLOW)) {
  Deno.test({
    name: `a run goes on by itself, with one warning, after ${fault}`,
    sanitizeOps: false, // of the server, which is still busy with its answer
    sanitizeResources: false,
    fn: async () => {
      await using server = new CacheServer();
      await using one = await machine();
      await using two = await machine();
      const first = await one.run(to(server.url));
      server.misbehave = answer;
      const second = await two.run(from(server.url, more));
      assert.deepEqual(second.executed, ALL);
      assert.deepEqual(second.digests, first.digests);
      assert.equal(warningsOf(second).length, 1, warningsOf(second).join("\n"));
      assert.match(warningsOf(second)[0]!, says, warningsOf(second)[0]);
    },
  });
}

Deno.test("a run goes on by itself, with one warning, where nobody listens", async () => {
  await using one = await machine();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = new URL(`http://127.0.0.1:${listener.addr.port}`);
  listener.close();
  const { executed, warnings } = await one.run(to(url));
  assert.deepEqual(executed, ALL);
  assert.equal(warnings.length, 1, warnings.join("\n"));
  assert.match(warnings[0]!, /cannot be reached \(.*refused.*\); the run goes on without it/);
});

Deno.test("fetch() gives up, with one warning, where there is no room for a download", async () => {
  await using server = new CacheServer();
  const root = await Deno.makeTempDir();
  const warnings: string[] = [];
  const store = await Store.open(root, () => {});
  const remote = new RemoteCache(from(server.url).remote, store, (text) => warnings.push(text));
  const bytes = new TextEncoder().encode("an artifact");
  const artifact = { digest: digestOf(bytes), bytes: bytes.length, format: "json" };
  server.files.set(`cas/${artifact.digest}`, bytes);
  await Deno.remove(`${root}/tmp`);
  await Deno.writeTextFile(`${root}/tmp`, "in the way");
  assert.deepEqual([await remote.has(artifact), await remote.fetch(artifact)], [true, false]);
  assert.deepEqual([await remote.has(artifact), await remote.fetch(artifact)], [false, false]);
  assert.equal(warnings.length, 1, warnings.join("\n"));
  assert.match(
    warnings[0]!,
    /is of no use \(Cannot write .*a file stands where a folder is needed/,
  );
  await Deno.remove(root, { recursive: true });
});

Deno.test("a request that fails once is made again, and nothing is said", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine();
  const failed = new Set<string>();
  server.misbehave = ({ method, path }) => {
    const request = `${method} ${path}`;
    if (failed.has(request)) return undefined;
    failed.add(request);
    return new Response(null, { status: path.startsWith("ac") ? 503 : 429 });
  };
  const first = await one.run(to(server.url));
  const second = await two.run(from(server.url));
  assert.deepEqual(second.executed, []);
  assert.deepEqual([first.warnings, warningsOf(second)], [[], []]);
});

Deno.test("a server that fails for good is asked as often as the limits say, and then no more", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  server.misbehave = () => new Response(null, { status: 500 });
  await one.run({ ...to(server.url), targets: ["figure"] });
  assert.equal(server.seen.length, LIMITS.attempts);
});

Deno.test("a wrong artifact is a miss by itself; the others are taken", async () => {
  await using server = new CacheServer();
  await using one = await machine();
  await using two = await machine(11);
  const { digests } = await one.run(to(server.url));
  const wrong = `cas/${digests["left.out"]}`;
  server.files.set(wrong, server.files.get(wrong)!.map((byte) => byte ^ 1));
  const second = await two.run({ ...from(server.url), targets: ["figure"] });
  assert.deepEqual(second.executed, ["figure", "left"]);
  assert.ok(server.paths("GET", "cas").includes(`cas/${digests["root.out"]}`));
  assert.equal(warningsOf(second).length, 1);
});

for (const status of [403, 413, 507]) {
  Deno.test(`a server that answers uploads ${status} is still read from`, async () => {
    await using server = new CacheServer();
    await using one = await machine();
    await using two = await machine(11);
    const { digests } = await one.run(to(server.url));
    server.seen.length = 0;
    server.misbehave = ({ method }) =>
      method === "PUT" ? new Response("full", { status }) : undefined;
    const second = await two.run({ ...to(server.url), targets: ["figure"] });
    assert.deepEqual(second.executed, ["figure"]);
    assert.deepEqual(second.digests["left.out"], digests["left.out"]);
    assert.equal(warningsOf(second).length, 1, warningsOf(second).join("\n"));
    assert.match(
      warningsOf(second)[0]!,
      new RegExp(`answers ${status} to PUT .*nothing more is uploaded`),
    );
    assert.ok(server.paths("PUT", "cas").length <= 2, "artifact and description go side by side");
    assert.equal(server.paths("PUT", "ac").length, 0);
    server.seen.length = 0;
    server.misbehave = () => undefined;
    await two.run({ ...to(server.url), targets: ["figure"] });
    assert.equal(server.paths("PUT", "ac").length, 1, "the next run makes up for it");
  });
}

Deno.test({
  name: "uploads that do not end are given up at the end of the run",
  sanitizeOps: false, // of the server, which never answers
  sanitizeResources: false,
  fn: async () => {
    await using server = new CacheServer();
    await using one = await machine();
    server.misbehave = ({ method }) => method === "PUT" ? new Promise(() => {}) : undefined;
    const { executed, warnings } = await one.run(to(server.url, { settle: 100 }));
    assert.deepEqual(executed, ALL);
    assert.equal(warnings.length, 1, warnings.join("\n"));
    assert.match(
      warnings[0]!,
      /took more than 0.1 s at the end of the run; nothing more is uploaded/,
    );
  },
});

Deno.test({
  name: "a run that is stopped does not wait for its uploads",
  sanitizeOps: false, // of the server, which never answers
  sanitizeResources: false,
  fn: async () => {
    await using server = new CacheServer();
    await using one = await machine();
    const stop = new AbortController();
    server.misbehave = ({ method }) => {
      if (method !== "PUT") return undefined;
      stop.abort();
      return new Promise(() => {});
    };
    const { interrupted, warnings } = await one.run({ ...to(server.url), stop: stop.signal });
    assert.deepEqual([interrupted, warnings], [true, []]);
  },
});

/** Files that a download left behind. */
async function leftovers(cache: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(`${cache}/tmp`));
  return entries.map(({ name }) => name);
}
