import assert from "node:assert/strict";
import { join } from "node:path";
import { Rig } from "../pipeline/rig.ts";
import type { RigRun } from "../pipeline/rig.ts";
import { FILES, STAGES } from "../pipeline/rig_modules.ts";
import { covered } from "./amount.ts";

const print = (text: string) => `Deno.stdout.writeSync(new TextEncoder().encode(${text}));`;
const say = (message: unknown) => print(JSON.stringify(`${JSON.stringify(message)}\n`));
const times = { started: "2026-11-25T12:00:00.000Z", completed: "2026-11-25T12:00:01.000Z" };
const WRITE = `await action.write("out", new TextEncoder().encode("1"));`;
const ours = /^It wrote ".*" to standard output, which is the engine's; use console.error$/;

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

Deno.test("no message of an action is believed that the harness has not sent", async () => {
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

Deno.test("the secret of the harness is in nothing that a bundle can replace", async () => {
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
