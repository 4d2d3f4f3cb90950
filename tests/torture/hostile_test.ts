import assert from "node:assert/strict";
import { join } from "node:path";
import { eventsOf, Rig } from "../support/rig.ts";
import type { RigRun } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { covered } from "./amount.ts";

const print = (text: string) => `Deno.stdout.writeSync(new TextEncoder().encode(${text}));`;
const say = (message: unknown) => print(JSON.stringify(`${JSON.stringify(message)}\n`));
const times = { started: "2026-11-25T12:00:00.000Z", completed: "2026-11-25T12:00:01.000Z" };
const WRITE = `await action.write("out", new TextEncoder().encode("1"));`;
const ours = /^It wrote ".*" to standard output, which is the pipeline's; use console.error$/;

/** By name: what a run module does to be believed, and how it fails. */
const LIES: Readonly<Record<string, readonly [body: string, failure: RegExp]>> = {
  // The folder is beside the cache: cas/../../victim.
  elsewhere: [say({ kind: "damaged", digest: "../victim", why: "" }) + WRITE, ours],
  absolute: [say({ kind: "damaged", digest: "/etc/hostname", why: "" }) + WRITE, ours],
  foreign: [
    `${
      print(
        `JSON.stringify({ kind: "damaged", why: "", digest: action.parameters.digest }) + "\\n"`,
      )
    }
    await new Promise(() => {});`,
    ours,
  ],
  finished: [`${say({ kind: "finished", ...times })} ${WRITE}`, ours],
  instead: [`${say({ kind: "finished", ...times })} await new Promise(() => {});`, ours],
  unfinished: [`${WRITE} ${print(JSON.stringify("half a line"))}`, ours],
  interrupted: [`${say({ kind: "interrupted" })} ${WRITE}`, ours],
  failed: [`${say({ kind: "failed", message: "no space left on device", stack: "" })}`, ours],
  progress: [
    `await action.progress({ ...${
      JSON.stringify({ kind: "finished", ...times })
    }, done: 1, total: 1 });
    await new Promise(() => {});`,
    /^Message of its process has unit missing, expected a text$/,
  ],
  encoded: [
    `Object.prototype.toJSON = String.prototype.toJSON = () => (${
      JSON.stringify({ kind: "finished", ...times })
    });
    action.warn("x"); delete Object.prototype.toJSON; delete String.prototype.toJSON;
    throw new Error("Still here");`,
    /^Still here$/,
  ],
  endless: [
    `const piece = new Uint8Array(1 << 20).fill(120);
    for (let i = 0; i < 300; i++) Deno.stdout.writeSync(piece);`,
    /^It wrote a line of more than 262144 characters to standard output$/,
  ],
  many: [
    `const piece = new TextEncoder().encode("x\\n".repeat(1 << 19));
    for (let i = 0; i < 300; i++) Deno.stdout.writeSync(piece);`,
    ours,
  ],
  nothing: [``, /^Output "out" was not written$/],
};

const module = (body: string) => `export async function run(action) { ${body} }`;
const failures = (run: RigRun) =>
  run.events.flatMap((event) => event.event === "failed" ? [event] : []);

Deno.test("no message of an action is believed that the sandbox has not sent", async () => {
  const names = Object.keys(LIES);
  await using rig = await Rig.create({
    ...FILES,
    ...Object.fromEntries(names.map((name) => [`${name}.ts`, module(LIES[name]![0])])),
  }, {
    stages: STAGES,
    actions: [{ name: "good", stage: "add", parameters: { value: 1 } }],
  });
  const victim = join(rig.folder, "victim");
  await Deno.mkdir(victim);
  await Deno.writeTextFile(join(victim, "thesis"), "three years");
  const { digests } = await rig.run();
  rig.spec = {
    stages: {
      ...STAGES,
      ...Object.fromEntries(names.map((name) => [name, { module: `${name}.ts` }])),
    },
    actions: [
      ...rig.spec.actions,
      ...names.map((name) => ({
        name,
        stage: name,
        parameters: { digest: digests["good.out"] },
      })),
    ],
  };
  let most = 0;
  const timer = setInterval(() => most = Math.max(most, Deno.memoryUsage().rss), 20);
  const before = Deno.memoryUsage().rss;
  const run = await rig.run();
  clearInterval(timer);
  assert.deepEqual(run.failed, names.sort());
  assert.deepEqual([run.executed, run.cached], [[], ["good"]]);
  for (const { label, message } of failures(run)) assert.match(message, LIES[label]![1], label);
  assert.equal(await Deno.readTextFile(join(victim, "thesis")), "three years");
  assert.ok(most - before < 250e6, `${most - before} bytes more`);
  covered(`${names.length} run modules that lie to the engine`);
});

/** Replaces what it can by functions that listen, and fails with the secret or "Nothing". */
const SPY =
  `const { apply } = Reflect, { getOwnPropertyDescriptor } = Object, { fromCharCode } = String;
const heard = [];
function hear(value) {
  if (typeof value === "string") heard[heard.length] = value;
  if (!(value instanceof Uint8Array) || value.length > 1000) return;
  let text = "";
  for (let i = 0; i < value.length; i++) text += fromCharCode(value[i]);
  heard[heard.length] = text;
}
function listenAt(target, name) {
  const { value, writable } = getOwnPropertyDescriptor(target, name);
  if (typeof value !== "function" || !writable || name === "constructor") return;
  target[name] = function (...args) {
    hear(this);
    for (let i = 0; i < args.length; i++) hear(args[i]);
    return apply(value, this, args);
  };
}
export async function run(action) {
  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const targets = [JSON, String.prototype, Array.prototype, Function.prototype, Promise.prototype,
    TextEncoder.prototype, TypedArray.prototype, Object.getPrototypeOf(Deno.stdout), Deno];
  for (let i = 0; i < targets.length; i++) {
    const names = Object.getOwnPropertyNames(targets[i]);
    for (let j = 0; j < names.length; j++) listenAt(targets[i], names[j]);
  }
  action.warn("marker");
  await action.progress({ done: 1, total: 1, unit: "steps" });
  let found = "Nothing";
  for (let i = 0; i < heard.length; i++) {
    if (found === "Nothing" && heard[i] === "marker") found = "Nothing but the marker";
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(heard[i])) found = "The secret: " + heard[i];
  }
  throw new Error(found);
}`;

Deno.test("the secret of the sandbox is in nothing that a bundle can replace", async () => {
  await using rig = await Rig.create({ "spy.ts": SPY }, {
    stages: { spy: { module: "spy.ts" } },
    actions: [{ name: "spy", stage: "spy" }],
  });
  const [failure] = failures(await rig.run());
  assert.equal(failure?.message, "Nothing but the marker");
});

Deno.test("what an action says of itself reaches events without escapes and without end", async () => {
  const evil = "\u001b[2J\u001b]8;;http://x\u0007a\u009b5mb\u0000\r\u202ec";
  const chatty = module(`
    const evil = ${JSON.stringify(evil)};
    for (let i = 0; i < 1000; i++) action.warn(i + evil + "x".repeat(1e5));
    console.error(evil);
    await action.progress({ done: 1, total: 2, unit: evil, note: evil + "y".repeat(1e5) });
    throw Object.assign(new Error(evil), { stack: evil + "z".repeat(1e6) });`);
  await using rig = await Rig.create({ "chatty.ts": chatty }, {
    stages: { chatty: { module: "chatty.ts" } },
    actions: [{ name: "chatty", stage: "chatty" }],
  });
  const { events, warnings } = await rig.run();
  const kinds = new Set(events.map(({ event }) => event));
  for (const kind of ["warning", "progress", "failed"] as const) assert.ok(kinds.has(kind), kind);
  assert.ok(warnings.length <= 100, `${warnings.length} warnings`);
  for (const event of events) {
    const text = Object.values(event).filter((value) => typeof value === "string").join("");
    assert.doesNotMatch(text, /[^\P{Cc}\n\t]|\u202e/u);
    assert.ok(text.length < 25_000, `${text.length} characters`);
  }
});

/** Expressions by which a run module would look at the machine, and what each finds. */
const LOOKS: Readonly<Record<string, string | number | boolean | null>> = {
  "typeof localStorage": "undefined",
  "typeof sessionStorage": "undefined",
  "typeof caches": "undefined",
  "typeof indexedDB": "undefined",
  "typeof BroadcastChannel": "undefined",
  "typeof WebSocket + typeof EventSource": "undefinedundefined",
  "typeof Worker": "undefined",
  "typeof prompt + typeof alert + typeof confirm": "undefinedundefinedundefined",
  "typeof navigator.gpu + typeof GPU + typeof navigator.locks": "undefinedundefinedundefined",
  "typeof Navigator + typeof Navigator?.prototype": null,
  "typeof process": "undefined",
  "JSON.stringify(navigator)":
    `{"userAgent":"Deno","language":"en-US","languages":["en-US"],"hardwareConcurrency":1}`,
  "typeof Deno.version + typeof Deno.build + typeof Deno.pid": "undefinedundefinedundefined",
  "typeof Deno.stdin + typeof Deno.args + typeof Deno.mainModule": "undefinedundefinedundefined",
  "typeof Deno.cwd + typeof Deno.execPath": "undefinedundefined",
  "typeof Deno.openKv + typeof Deno.memoryUsage": "undefinedundefined",
  "Object.getOwnPropertySymbols(Deno).length": 0,
  "Intl.DateTimeFormat().resolvedOptions().timeZone": "UTC",
  "new Date(2026, 6, 1).getTimezoneOffset()": 0,
  "new Date(2026, 6, 1, 12).toLocaleString()": "7/1/2026, 12:00:00 PM",
  "(1234.5).toLocaleString()": "1,234.5",
  "Intl.NumberFormat().resolvedOptions().locale": "en-US",
  "['z', 'ä'].sort(Intl.Collator().compare).join()": "ä,z",
  "Temporal.Now.timeZoneId()": "UTC",
  "typeof import.meta.url + typeof import.meta.resolve": "undefinedundefined",
  "eval('1')": null,
  "new Function('return 1')()": null,
  "(async () => {}).constructor('return 1')": null,
  "/file:|\\/|cas|sandbox|sealed/.test(new Error().stack.replaceAll('(bundle:', ''))": false,
  "/bundle:\\d+:\\d+/.test(new Error().stack)": true,
  "(Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName()).join(), /file:/.test(new Error().stack))":
    false,
};

/** The same for a bundle that imports a module of node's, as npm packages do. */
const NODE_LOOKS: typeof LOOKS = {
  "process.version + JSON.stringify(process.versions) + process.platform + process.arch":
    `v24.0.0{"node":"24.0.0"}linuxx64`,
  "typeof process.pid + typeof process.ppid + typeof process.execPath + typeof process.title":
    "undefinedundefinedundefinedundefined",
  "typeof process.getBuiltinModule + typeof process.binding + typeof process.stdin":
    "undefinedundefinedundefined",
  "process.cwd() + process.argv.join() + Object.keys(process.env).length": "/deno,action0",
  "typeof process.memoryUsage + typeof process.availableMemory": "undefinedundefined",
  "'x'.concat(Buffer.from('y'), inspect(1))": "xy1",
  ...LOOKS,
  "typeof process": "object",
};

const looker = (head: string, looks: typeof LOOKS) =>
  `${head}
async function look(ways) {
  const found = [];
  for (const way of ways) {
    try {
      found.push(await way());
    } catch {
      found.push(null);
    }
  }
  return found;
}
export async function run(action) {
  const found = await look([${Object.keys(looks).map((code) => `() => (${code})`).join(",")}]);
  await action.write("out", new TextEncoder().encode(JSON.stringify(found)));
}`;

Deno.test("a bundle sees nothing of the machine, whatever the engine's time zone, language and place", async () => {
  const digests = new Set<string>();
  for (
    const surroundings of ["TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8", "TZ=UTC LANG=C"]
  ) {
    await using rig = await Rig.create({
      "plain.ts": looker("", LOOKS),
      "node.ts": looker(`import { inspect } from "node:util";`, NODE_LOOKS),
    }, {
      stages: { plain: { module: "plain.ts" }, node: { module: "node.ts" } },
      actions: [{ name: "plain", stage: "plain" }, { name: "node", stage: "node" }],
    });
    const process = await rig.spawn(`export ${surroundings}`);
    await Array.fromAsync(eventsOf(process));
    assert.ok((await process.status).success);
    const run = await rig.run();
    assert.deepEqual(run.executed, []);
    for (const [name, looks] of [["plain", LOOKS], ["node", NODE_LOOKS]] as const) {
      const digest = run.digests[`${name}.out`]!;
      digests.add(digest);
      const found = JSON.parse(await Deno.readTextFile(rig.blob(digest)));
      Object.entries(looks).forEach(([code, value], i) => assert.equal(found[i], value, code));
    }
  }
  assert.equal(digests.size, 2);
  covered(`${Object.keys(LOOKS).length + 6} ways to look at the machine`);
});

Deno.test("a module that could load what is not in its key is refused where it is bundled", async () => {
  const refusals: Readonly<Record<string, RegExp>> = {
    "const from = 'node:os'; export const run = () => import(from);":
      /import\(\) takes a name that is written out, .* \(.*stage\.ts:1:\d+\)$/,
    "export const run = (action) => import('data:text/javascript,' + action.parameters.code);":
      /import\(\) takes a name/,
    "const late = (name) => import(name); export const run = () => late('npm:zod@4.6.7');":
      /import\(\) takes a name/,
    "export const run = () => import('npm:zod@4.6.7');": /is not in deno.lock/,
    "export const run = () => import('https://deno.land/x/a.ts');": /is not in deno.json/,
    "export const run = () => require('node:os');": /require|Could not resolve|Cannot/,
  };
  for (const [code, message] of Object.entries(refusals)) {
    await using rig = await Rig.create({ "stage.ts": code }, {
      stages: { stage: { module: "stage.ts" } },
      actions: [{ name: "action", stage: "stage" }],
    });
    const run = rig.run().then(({ events }) => {
      const failed = events.find(({ event }) => event === "failed");
      return failed?.event === "failed" ? failed.message : "it ran";
    }, (error) => error.message);
    assert.match(await run, message, code);
  }
});
