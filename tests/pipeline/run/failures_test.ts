import assert from "node:assert/strict";
import { join } from "node:path";
import type { Event } from "../../../pipeline/events.ts";
import { Rig } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

/** By stage: the body of its run module, and what the failure says. */
const CRIMES: Readonly<Record<string, readonly [body: string, message: string | RegExp]>> = {
  throws: [`throw new Error("Too few\\n  cells");`, "Too few cells"],
  rejects: [`Promise.reject(new Error("late")); await new Promise(() => {});`, /late/],
  silent: [``, `Output "out" was not written`],
  twice: [
    `await action.write("out", new Uint8Array(1)); await action.write("out", new Uint8Array(1));`,
    `Output "out" is written twice`,
  ],
  undeclared: [
    `await action.write("in", new Uint8Array(1));`,
    `Output "in" is not declared by the stage`,
  ],
  reads: [
    `await Deno.readTextFile("/etc/hostname");`,
    `Cannot read "/etc/hostname": it is not declared; make it an input or an asset of the stage`,
  ],
  writes: [`await Deno.writeTextFile("/tmp/rig-out", "");`, /^Cannot use write: /],
  network: [`await fetch("http://127.0.0.1:8000");`, /^Cannot use net: /],
  imports: [
    `await import("node:inspector");`,
    "Cannot use node:inspector: an action may only compute",
  ],
  environment: [`Deno.env.get("HOME");`, /^Cannot use env: /],
  process: [`await new Deno.Command("/bin/sh").output();`, /^Cannot use run: /],
  native: [`Deno.dlopen("libm.so.6", {});`, /^Cannot use ffi: /],
  system: [`Deno.hostname();`, /^Cannot use sys: /],
  prints: [
    `Deno.stdout.writeSync(new TextEncoder().encode("loss 0.1\\n")); await new Promise(() => {});`,
    `It wrote "loss 0.1" to standard output, which is the pipeline's; use console.error`,
  ],
  exits: [`Deno.exit(0);`, "Its process ended before it was finished; a run module must not exit"],
  dies: [`Deno.exit(3);`, /exit status 3/],
  absent: [`await action.read("numbers");`, `Input "numbers" is absent`],
};
const module = (body: string): string => `export async function run(action) { ${body} }`;
const failures = (run: RigRun) =>
  run.events.flatMap((event) => event.event === "failed" ? [event] : []);

Deno.test("an action that fails says why in one line, and the rest is done", async () => {
  const files = Object.entries(CRIMES).map(([name, [body]]) => [`${name}.ts`, module(body)]);
  const stages = Object.keys(CRIMES).map((name) => [name, { module: `${name}.ts` }]);
  await using rig = await Rig.create({ ...FILES, ...Object.fromEntries(files) }, {
    stages: { ...STAGES, ...Object.fromEntries(stages) },
    actions: [
      ...Object.keys(CRIMES).map((name) => ({ name, stage: name })),
      { name: "good", stage: "add", parameters: { value: 1 } },
      { name: "next", stage: "add", parameters: { value: 1 }, inputs: { numbers: ["throws.out"] } },
      {
        name: "last",
        stage: "add",
        parameters: { value: 1 },
        inputs: { numbers: ["good.out", "next.out"] },
      },
    ],
  });
  const run = await rig.run({ jobs: 4 });
  const names = Object.keys(CRIMES).sort();
  assert.deepEqual(run.failed, names);
  assert.deepEqual(run.executed, ["good"]);
  assert.deepEqual(run.blocked, ["last", "next"]);
  assert.deepEqual(run.events.at(-1), {
    event: "done",
    executed: 1,
    cached: 0,
    failed: names.length,
  });
  for (const { label, message } of failures(run)) {
    const expected = CRIMES[label]![1]; // the actions are named after them
    if (typeof expected === "string") assert.equal(message, expected, label);
    else assert.match(message, expected);
    assert.ok(!message.includes("\n"), label);
  }
  for (const event of run.events) {
    if (event.event === "blocked") assert.equal(event.after, "throws");
  }
});

Deno.test("an action may log and leave timers behind", async () => {
  const chatty = module(
    `console.log("hello"); setInterval(() => {}, 1000); await action.write("out", new Uint8Array(3));`,
  );
  await using rig = await Rig.create({ "chatty.ts": chatty }, {
    stages: { chatty: { module: "chatty.ts" } },
    actions: [{ name: "chatty", stage: "chatty" }],
  });
  assert.deepEqual((await rig.run()).executed, ["chatty"]);
});

Deno.test("what an action prints is told as it comes, and kept in a log if it fails", async () => {
  const prints = `console.log("step", 1); console.error("\\x1b[31mstep 2");`;
  const files = {
    "fails.ts": module(`${prints} throw new Error("no");`),
    "dies.ts": module(`${prints} Deno.exit(3);`),
    "works.ts": module(`${prints} await action.write("out", new Uint8Array(3));`),
    "mute.ts": module(`throw new Error("no");`),
  };
  const names = ["fails", "dies", "works", "mute"];
  await using rig = await Rig.create(files, {
    stages: Object.fromEntries(names.map((name) => [name, { module: `${name}.ts` }])),
    actions: names.map((name) => ({ name, stage: name })),
  });
  const run = await rig.run();
  const printed = (name: string) =>
    run.events.flatMap((event) =>
      event.event === "printed" && event.label === name ? event.text : []
    ).join("");
  for (const name of ["fails", "dies", "works"]) {
    assert.match(printed(name), /^step 1\nstep 2/, name);
  }
  assert.equal(printed("mute"), "");
  const logs = new Map(failures(run).map(({ label, log }) => [label, log]));
  assert.equal(logs.get("mute"), undefined);
  const log = async (name: string) => await Deno.readTextFile(logs.get(name)!); // it failed
  assert.match(await log("fails"), /^step 1\nstep 2\nError: no\n {4}at /);
  assert.equal(await log("dies"), "step 1\nstep 2\n");
});

/** A run module whose third line calls one of another file, where it fails. */
const CALLS = `import { mean } from "./mean.ts";
export async function run(action: { readonly warn: (text: string) => void }): Promise<void> {
  const found: number = mean([]);
  action.warn(String(found));
}
`;
const MEAN = `// A comment and a type: the bundle has neither.
type Numbers = readonly number[];

export function mean(values: Numbers): number {
  if (values.length === 0) console.error(new Error("empty"));
  throw new RangeError("Cannot average " + values.length);
}
`;

Deno.test("a failure names places of the sources: in its line, its stack and its log", async () => {
  await using rig = await Rig.create({ "calls.ts": CALLS, "mean.ts": MEAN }, {
    stages: { calls: { module: "calls.ts" } },
    actions: [{ name: "calls", stage: "calls" }],
  });
  const [failure] = failures(await rig.run());
  assert.equal(failure!.at, "calls.ts:3:25"); // the run module's own line, though mean.ts threw
  const places = [...failure!.detail.matchAll(/^ {4}at (\w+) \((.+)\)$/gm)];
  assert.deepEqual(places.map(([, name, place]) => [name, place]), [
    ["mean", "mean.ts:6:9"],
    ["run", "calls.ts:3:25"],
  ]);
  const log = await Deno.readTextFile(failure!.log!); // it printed
  assert.match(
    log,
    /^Error: empty\n {4}at mean \(mean\.ts:5:42\)\n {4}at run \(calls\.ts:3:25\)$/m,
  );
  assert.doesNotMatch(log, /bundle:/);
});

Deno.test("what nobody awaits fails with its place, too, however long the bundle is", async () => {
  const long = `const rows = ${JSON.stringify(Array.from({ length: 20_000 }, (_, i) => i))};`;
  const late = (body: string) =>
    `${long}
export async function run(): Promise<void> {
  ${body}
  await new Promise(() => rows);
}`;
  const files = {
    "timer.ts": late(`setTimeout(function boom() { throw new Error("late"); }, 1);`),
    "promise.ts": late(`Promise.reject(new Error("late"));`),
    "text.ts": late(`Promise.reject("late");`),
  };
  const names = ["timer", "promise", "text"];
  await using rig = await Rig.create(files, {
    stages: Object.fromEntries(names.map((name) => [name, { module: `${name}.ts` }])),
    actions: names.map((name) => ({ name, stage: name })),
  });
  const found = failures(await rig.run()).map(({ label, message, at }) => [label, message, at]);
  assert.deepEqual(found.sort(), [
    ["promise", "late", "promise.ts:3:18"],
    ["text", "late", undefined],
    ["timer", "late", "timer.ts:3:38"],
  ]);
});

Deno.test("an interruption that nobody awaits is none of the action's failures", async () => {
  const files = {
    "careless.ts": module(`for (let done = 0;; done++) {
      action.progress({ done, total: done + 1, unit: "steps" });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }`),
  };
  await using rig = await Rig.create(files, {
    stages: { careless: { module: "careless.ts" } },
    actions: [{ name: "careless", stage: "careless" }],
  });
  const stop = new AbortController();
  const run = await rig.run({
    stop: stop.signal,
    listener: ({ event }) => event === "progress" && stop.abort(),
  });
  assert.deepEqual([run.interrupted, run.failed], [true, []]);
});

Deno.test("places stay those of the bundle once the sources are others than it was made of", async () => {
  await using rig = await Rig.create({ "calls.ts": CALLS, "mean.ts": MEAN }, {
    stages: { calls: { module: "calls.ts" } },
    actions: [{ name: "calls", stage: "calls" }],
  });
  const edited = (event: Event) => {
    if (event.event !== "started") return;
    Deno.writeTextFileSync(join(rig.folder, "mean.ts"), `\n${MEAN.replace("average", "sum")}`);
  };
  const [failure] = failures(await rig.run({ listener: edited }));
  assert.equal(failure!.at, undefined);
  assert.match(failure!.detail, /at mean \(bundle:1:\d+\)/);
});

Deno.test("a failed action is tried again by the next run, and what was done is kept", async () => {
  await using rig = await Rig.create({ ...FILES, "bad.ts": module(`throw new Error("no");`) }, {
    stages: { ...STAGES, bad: { module: "bad.ts" } },
    actions: [
      { name: "bad", stage: "bad" },
      { name: "good", stage: "add", parameters: { value: 1 } },
      { name: "next", stage: "add", parameters: { value: 1 }, inputs: { numbers: ["bad.out"] } },
    ],
  });
  assert.deepEqual((await rig.run()).executed, ["good"]);
  assert.deepEqual((await rig.run()).failed, ["bad"]);
  await rig.write("bad.ts", module(`await action.write("out", new TextEncoder().encode("1"));`));
  assert.deepEqual((await rig.run()).executed, ["bad", "next"]);
});
