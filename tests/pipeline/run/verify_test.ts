import assert from "node:assert/strict";
import { join } from "node:path";
import { describeDifference } from "../../../lib/files/difference.ts";
import { parseDigest } from "../../../pipeline/digest.ts";
import type { Event } from "../../../pipeline/events.ts";
import { sample, verifiable, verifyActions } from "../../../pipeline/run/verify.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { planRig, Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const actions = [
  { name: "a", stage: "add", parameters: { value: 1 } },
  { name: "b", stage: "add", parameters: { value: 20 }, inputs: { numbers: ["a.out"] } },
];

async function verify(rig: Rig, options: { jobs?: number } = {}) {
  const events: Event[] = [];
  const { plan, executor } = await planRig(rig.folder, rig.spec, { cache: rig.cache });
  const never = new AbortController().signal;
  const outcome = await verifyActions(plan, verifiable(plan), {
    jobs: options.jobs ?? 2,
    executor,
    listener: (event) => events.push(event),
    difference: describeDifference,
    stop: never,
    kill: never,
  });
  const labels = (kind: Event["event"]) =>
    events.flatMap((event) => event.event === kind && "label" in event ? [event.label] : []).sort();
  return { ...outcome, events, labels, plan };
}

Deno.test("verifyActions() executes every action again and finds the same bytes", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions });
  await rig.run();
  const { same, different, failed, labels } = await verify(rig);
  assert.deepEqual([same, different, failed], [2, 0, 0]);
  assert.deepEqual(labels("executed"), ["a", "b"]);
  assert.deepEqual([...Deno.readDirSync(join(rig.cache, "tmp"))], []);
  assert.deepEqual([...Deno.readDirSync(join(rig.cache, "work"))], []);
  assert.deepEqual((await rig.run()).executed, []);
});

Deno.test("verifyActions() executes actions of one key once", async () => {
  const twin = { ...actions[0]!, name: "twin" };
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [...actions, twin] });
  await rig.run();
  const { same, different, failed } = await verify(rig);
  assert.deepEqual([same, different, failed], [2, 0, 0]);
});

/** What a run module must not see, and whether it reaches its output. */
const LEAKS: Readonly<Record<string, string>> = {
  now: "Date.now() % 1e6",
  random: "Math.random()",
  timer: "performance.now() % 1e3",
  date: "new Date().getTime() % 1e6",
  uuid: "parseInt(crypto.randomUUID(), 16)",
  hires: "Number(process.hrtime.bigint() % 1000000n) + Buffer.length",
};

Deno.test("a clock or chance that reaches an artifact makes verification fail", async () => {
  const files = Object.entries(LEAKS).map(([name, leak]) => [
    `${name}.ts`,
    `${name === "hires" ? `import { inspect } from "node:util"; inspect(0);` : ""}
    export const run = (action) => action.write("out",
      new TextEncoder().encode(JSON.stringify({ steps: [1, ${leak}] })));`,
  ]);
  const stages = Object.keys(LEAKS).map((name) => [name, { module: `${name}.ts` }]);
  await using rig = await Rig.create({ ...FILES, ...Object.fromEntries(files) }, {
    stages: { ...STAGES, ...Object.fromEntries(stages) },
    actions: [...actions, ...Object.keys(LEAKS).map((name) => ({ name, stage: name }))],
  });
  await rig.run();
  const { same, different, events } = await verify(rig);
  assert.deepEqual([same, different], [2, Object.keys(LEAKS).length]);
  for (const event of events) {
    if (event.event !== "different") continue;
    assert.ok(Object.hasOwn(LEAKS, event.label));
    assert.match(event.message, /^\$\.steps\[1\] is .*, expected .*; 1 of 2 numbers differ, by at/);
    assert.match(await Deno.readTextFile(event.kept), /^\{"steps":\[1,/);
  }
});

Deno.test("a forged artifact fails verification, an action with a damaged input says so", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions });
  const { digests, events } = await rig.run();
  const [key] = events.flatMap((event) =>
    event.event === "executed" && event.label === "b" ? [event.key] : []
  );
  const store = await Store.open(rig.cache, () => {});
  const result = (await store.readResult(key!))!; // it has just been executed
  // A result that names another good blob, as an attacker of a shared cache would write it.
  const out = { digest: parseDigest(digests["a.out"]), bytes: 1, format: "json" };
  await store.writeResult(key!, { ...result, outputs: { out } });
  const first = await verify(rig);
  assert.deepEqual([first.same, first.different], [1, 1]);
  const told = first.events.find(({ event }) => event === "different");
  assert.match(told?.event === "different" ? told.message : "", /^\$ is 21, expected 1; /);

  await store.writeResult(key!, result);
  const blob = rig.blob(digests["a.out"]);
  await Deno.remove(blob);
  await Deno.writeTextFile(blob, "2");
  const second = await verify(rig);
  assert.deepEqual([second.same, second.different, second.failed], [1, 0, 1]);
  const failed = second.events.find(({ event }) => event === "failed");
  assert.match(failed?.event === "failed" ? failed.message : "", /^Its input .* is damaged/);
});

Deno.test("sample() takes the asked number, the same for the same seed", async () => {
  await using rig = await Rig.create(FILES, {
    stages: STAGES,
    actions: Array.from({ length: 30 }, (_, value) => ({
      name: `a${value}`,
      stage: "add",
      parameters: { value },
    })),
  });
  const { plan } = await planRig(rig.folder, rig.spec, { cache: rig.cache });
  const names = (count: number, seed: number): string =>
    sample([...plan.nodes.values()], count, seed).map(({ action }) => action.name).join();
  assert.equal(names(7, 1), names(7, 1));
  assert.notEqual(names(7, 1), names(7, 2));
  assert.equal(names(7, 1).split(",").length, 7);
  assert.equal(names(99, 1).split(",").length, 30);
});
