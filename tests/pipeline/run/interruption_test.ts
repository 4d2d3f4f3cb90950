import assert from "node:assert/strict";
import { join } from "node:path";
import { Lock } from "../../../pipeline/store/lock.ts";
import { eventsOf, Rig } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const spec = {
  stages: STAGES,
  actions: [
    { name: "long", stage: "steps", parameters: { steps: 80 } },
    { name: "after", stage: "add", parameters: { value: 1 }, inputs: { numbers: ["long.out"] } },
  ],
};

/** What the undisturbed pipeline gives; run once for all tests. */
let digests: Promise<RigRun["digests"]> | undefined;
function undisturbed(): Promise<RigRun["digests"]> {
  return digests ??= (async () => {
    await using rig = await Rig.create(FILES, spec);
    return (await rig.run()).digests;
  })();
}

/** The step from which "long" started, by its own account. */
function startOf(run: RigRun): number {
  const told = run.events.find(({ event }) => event === "progress");
  return told?.event === "progress" ? Number(told.note?.replace("from ", "")) : NaN;
}

/** Starts the pipeline in a process and kills it when "long" has saved some checkpoints. */
async function killedRun(rig: Rig): Promise<{ key: string }> {
  const process = await rig.spawn();
  for await (const event of eventsOf(process)) {
    if (event.event !== "progress" || event.done < 30) continue;
    process.kill("SIGKILL");
    await process.status;
    return event;
  }
  throw new Error("The pipeline ended before it was killed");
}

/** Waits for the lock of an action whose parent was killed: it must come free at once. */
async function childIsGone(rig: Rig, key: string): Promise<void> {
  const before = performance.now();
  using _lock = await Lock.acquire(join(rig.cache, "locks", key), () => {});
  assert.ok(performance.now() - before < 2000);
}

Deno.test("a killed run goes on from its last checkpoint and ends in the same bytes", async () => {
  await using rig = await Rig.create(FILES, spec);
  const { key } = await killedRun(rig);
  await childIsGone(rig, key);
  const run = await rig.run();
  assert.ok(startOf(run) >= 20, `started from ${startOf(run)}`);
  assert.deepEqual(run.executed, ["after", "long"]);
  assert.deepEqual(run.digests, await undisturbed());
  assert.deepEqual([...Deno.readDirSync(join(rig.cache, "work"))], []);
});

Deno.test("a damaged checkpoint falls back to the one before it", async () => {
  await using rig = await Rig.create(FILES, spec);
  const { key } = await killedRun(rig);
  const folder = join(rig.cache, "work", key);
  await childIsGone(rig, key);
  const number = (name: string): number => Number(name.split("-")[1]);
  const checkpoints = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.startsWith("checkpoint-")).sort((a, b) => number(a) - number(b));
  assert.equal(checkpoints.length, 2);
  const [good, newest] = checkpoints.map((name) => join(folder, name)) as [string, string];
  const step = JSON.parse((await Deno.readTextFile(good)).slice(64)).step;
  await Deno.truncate(newest, 70);
  const run = await rig.run();
  assert.equal(startOf(run), step);
  assert.deepEqual(run.digests, await undisturbed());
});

Deno.test("an action whose process is killed has failed; the rest is done", async () => {
  await using rig = await Rig.create(FILES, {
    ...spec,
    actions: [...spec.actions, { name: "other", stage: "add", parameters: { value: 1 } }],
  });
  let killed = false;
  const run = await rig.run({
    listener: (event) => {
      if (event.event !== "progress" || killed) return;
      killed = true;
      const holder = Deno.readTextFileSync(join(rig.cache, "locks", event.key));
      Deno.kill(Number(holder.replace("process ", "")), "SIGKILL");
    },
  });
  assert.deepEqual([run.failed, run.blocked, run.executed], [["long"], ["after"], ["other"]]);
  const failed = run.events.find(({ event }) => event === "failed");
  assert.match(failed?.event === "failed" ? failed.message : "", /killed; if memory ran out/);
  assert.deepEqual((await rig.run()).executed, ["after", "long"]);
});

for (const signal of ["stop", "kill"] as const) {
  Deno.test(`the ${signal} signal ends a run; the next one goes on`, async () => {
    await using rig = await Rig.create(FILES, {
      ...spec,
      actions: [{ name: "a", stage: "add", parameters: { value: 1 } }, ...spec.actions],
    });
    const controller = new AbortController();
    const first = await rig.run({
      jobs: 2,
      [signal]: controller.signal,
      listener: (event) => event.event === "progress" && event.done > 20 && controller.abort(),
    });
    assert.ok(first.interrupted);
    assert.deepEqual(first.executed, ["a"]);
    assert.deepEqual([first.failed, first.blocked], [[], []]);
    assert.deepEqual(
      first.events.flatMap((event) => event.event === "interrupted" ? [event.label] : []),
      ["long"],
    );
    const second = await rig.run();
    assert.deepEqual(second.executed, ["after", "long"]);
    if (signal === "stop") assert.ok(startOf(second) > 20); // no checkpoint was due before
    else assert.equal(startOf(second), 0);
    const { "a.out": _, ...digests } = second.digests;
    assert.deepEqual(digests, await undisturbed());
  });
}

const STUCK = `export async function run(action) {
  action.progress({ done: 0, total: 1, unit: "steps" }); // told at once, and nothing is seen after it
  for (;;);
}`;

Deno.test("the kill signal ends an action that never yields", async () => {
  await using rig = await Rig.create({ "stuck.ts": STUCK }, {
    stages: { stuck: { module: "stuck.ts" } },
    actions: [{ name: "stuck", stage: "stuck" }],
  });
  const controller = new AbortController();
  const run = await rig.run({
    kill: controller.signal,
    listener: ({ event }) => event === "progress" && controller.abort(),
  });
  assert.ok(run.interrupted);
});

Deno.test("an action that never yields does not outlive its parent by much, even if that is killed", async () => {
  await using rig = await Rig.create({ "stuck.ts": STUCK }, {
    stages: { stuck: { module: "stuck.ts" } },
    actions: [{ name: "stuck", stage: "stuck" }],
  });
  const process = await rig.spawn();
  for await (const event of eventsOf(process)) {
    if (event.event !== "progress") continue;
    const lock = join(rig.cache, "locks", event.key);
    assert.ok(await Lock.isHeld(lock));
    process.kill("SIGKILL");
    await process.status;
    const deadline = performance.now() + 60_000;
    const stop = {
      get gone() {
        return performance.now() > deadline;
      },
    };
    using free = await Lock.acquire(lock, () => {}, { stop });
    assert.ok(free, "it lives on");
    return;
  }
  assert.fail("The pipeline ended before it was killed");
});

/** Is busy for ever from the moment when the sandbox has told that it is done. */
const RESTLESS = `export async function run(action) {
  await action.write("out", new TextEncoder().encode("1"));
  const { apply } = Reflect, { toISOString } = Date.prototype;
  const bytes = Object.getPrototypeOf(Uint8Array.prototype);
  const { get } = Object.getOwnPropertyDescriptor(bytes, "length");
  Date.prototype.toISOString = function () { // called for the time of completion
    let looks = 0;
    Object.defineProperty(bytes, "length", {
      get() {
        if (looks++ > 0) for (;;);
        return apply(get, this, []);
      },
    });
    return apply(toISOString, this, []);
  };
}`;

Deno.test("an action that is busy when it is done does not hold up the run", async () => {
  await using rig = await Rig.create({ "restless.ts": RESTLESS }, {
    stages: { restless: { module: "restless.ts" } },
    actions: [{ name: "restless", stage: "restless" }],
  });
  const kill = AbortSignal.timeout(120_000); // or the test would not end without what it tests
  assert.deepEqual((await rig.run({ kill })).executed, ["restless"]);
  assert.ok(!kill.aborted);
});
