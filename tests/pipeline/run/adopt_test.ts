import assert from "node:assert/strict";
import { join } from "node:path";
import { performHere } from "../../../pipeline/execute/perform.ts";
import { explain } from "../../../pipeline/explain/explain.ts";
import { compareAll } from "../../../pipeline/plan/comparison.ts";
import { importPublication } from "../../../pipeline/publish/import_publication.ts";
import { adopt } from "../../../pipeline/run/adopt.ts";
import type { AdoptOutcome } from "../../../pipeline/run/adopt.ts";
import type { Prefix } from "../../../pipeline/stage.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { adoptLines } from "../../../pipeline/terminal/adopt_text.ts";
import { collectGarbage } from "../../../pipeline/tidy/gc.ts";
import { publishPlan } from "../../support/published.ts";
import { keyPair } from "../../support/remote/machines.ts";
import { planRig, Rig } from "../../support/rig.ts";
import type { RigOptions, RigSpec } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

/** A chaotic map: its trace is the state after steps 1, 2, 5, 10, ... */
const walk = (rate: string, step = "x = rate * x * (1 - x)") =>
  `import { text } from "./text.ts";
const rate = ${rate};
export async function run(action) {
  const { steps, start } = action.parameters;
  let x = JSON.parse(new TextDecoder().decode(await action.read("start")));
  const trace = [];
  for (let i = 1; i <= steps; i++) {
    ${step};
    if ([1, 2, 5].includes(i / 10 ** Math.floor(Math.log10(i))) || i === steps) trace.push([i, x]);
    await action.progress({ done: i, total: steps, unit: "steps" });
  }
  await action.write("end", text(x));
  await action.write("trace", text(trace));
}`;
const START = `import { text } from "./text.ts";
export const run = (action) => action.write("out", text(0.25));`;

const decode = (bytes: Uint8Array): [number, number][] =>
  JSON.parse(new TextDecoder().decode(bytes));

const prefix: Prefix = {
  unit: "steps",
  trace: "trace",
  parameters: (whole, length) => ({ ...whole, steps: Math.min(whole["steps"] as number, length) }),
  compare: (whole, part) => {
    const known = new Map(decode(whole));
    const common = decode(part).filter(([step]) => known.has(step));
    const bad = common.findIndex(([step, x]) => known.get(step) !== x);
    const same = common.slice(0, bad < 0 ? undefined : bad).map(([step]) => step);
    return bad < 0 ? { same } : { same, differs: common[bad]![0] };
  },
};

const spec: RigSpec = {
  stages: {
    ...STAGES,
    start: { module: "start.ts" },
    walk: {
      module: "walk.ts",
      inputs: { start: { format: "json" } },
      outputs: { end: "json", trace: "json" },
      prefix,
    },
    sum: { module: "add.ts", inputs: { numbers: { format: "json", list: true } } },
  },
  actions: [
    { name: "start", stage: "start" },
    {
      name: "walk",
      stage: "walk",
      parameters: { steps: 300 },
      inputs: { start: "start.out" },
    },
    { name: "sum", stage: "sum", parameters: { value: 1 }, inputs: { numbers: ["walk.end"] } },
  ],
};

const createRig = (): Promise<Rig> =>
  Rig.create({ ...FILES, "start.ts": START, "walk.ts": walk("3.9") }, spec);

async function adoptIn(rig: Rig, options: RigOptions & { length?: number } = {}) {
  const { plan, executor } = await planRig(rig.folder, rig.spec, options);
  const never = new AbortController().signal;
  const outcomes = await adopt(plan, {
    length: options.length ?? 20,
    jobs: 2,
    perform: performHere(plan.store, executor),
    listener: options.listener ?? (() => {}),
    stop: options.stop ?? never,
    kill: options.kill ?? never,
    checkpointEvery: 60,
  });
  return outcomes.filter(({ name }) => name === "walk");
}

const plannedIn = async (rig: Rig, options: RigOptions = {}) =>
  (await planRig(rig.folder, rig.spec, options)).plan;

const ADOPTED: AdoptOutcome = {
  kind: "adopted",
  name: "walk",
  compared: "steps 1, 2, 5, 10, 20",
};

Deno.test("a rename and a moved helper are adopted, and what follows stays cached", async () => {
  await using rig = await createRig();
  const first = await rig.run();
  await rig.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  assert.deepEqual(await adoptIn(rig), [ADOPTED]);
  const run = await rig.run();
  assert.deepEqual([run.executed, run.digests], [[], first.digests]);

  await rig.write("map.ts", "export const next = (rate, x) => rate * x * (1 - x);");
  const moved = walk("3.9", "x = next(rate, x)");
  await rig.write("walk.ts", `import { next } from "./map.ts";\n${moved}`);
  assert.deepEqual(await adoptIn(rig), [ADOPTED]);
  const again = await rig.run();
  assert.deepEqual([again.executed, again.digests], [[], first.digests]);
});

Deno.test("a changed last bit is refused, and the first step after which it shows is named", async () => {
  await using rig = await createRig();
  await rig.run();
  await rig.write("walk.ts", walk("3.9000000000000004"));
  assert.deepEqual(await adoptIn(rig), [{ kind: "differs", name: "walk", after: "steps 1" }]);
  await rig.write(
    "walk.ts",
    walk("3.9", "x = (i > 5 ? 3.9000000000000004 : rate) * x * (1 - x)"),
  );
  const late = await adoptIn(rig);
  assert.deepEqual(late, [
    { kind: "differs", name: "walk", after: "steps 10, the same after 1, 2, 5" },
  ]);
  assert.deepEqual(adoptLines(late), [
    "Stays stale, the present code gives something else after steps 10, the same after 1, 2, 5: walk",
  ]);
  const run = await rig.run();
  assert.deepEqual(run.executed, ["sum", "walk"]);
});

Deno.test("an adopted result is shown as such, and where it is from", async () => {
  await using rig = await createRig();
  await rig.run();
  await rig.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  await adoptIn(rig);
  const plan = await plannedIn(rig);
  const states = new Map(
    (await compareAll(plan)).map(({ node, state }) => [node.action.name, state]),
  );
  assert.deepEqual([states.get("walk"), states.get("sum")], ["adopted", "cached"]);
  const text = (await explain(plan, "walk", { verbose: false })).join("\n");
  assert.match(text, /^walk is adopted/);
  assert.match(
    text,
    /made here, adopted 20\d\d-\d\d-\d\d from key [0-9a-f]+…?: the present code gave the same after steps 1, 2, 5, 10, 20/,
  );
  const cached = (await rig.run()).events.find((event) =>
    event.event === "cached" && event.label === "walk"
  );
  assert.deepEqual(cached && "from" in cached && cached.from, "adopted");
});

Deno.test("without adopted results, an action is executed, and its own result takes the place", async () => {
  await using rig = await createRig();
  const first = await rig.run();
  await rig.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  await adoptIn(rig);
  const strict = await rig.run({ adopted: false });
  assert.deepEqual([strict.executed, strict.digests], [["walk"], first.digests]);
  const { result } = (await plannedIn(rig)).nodes.get("walk")!;
  assert.equal(result!.adopted, undefined);
});

Deno.test("what is adopted twice names the key that was executed", async () => {
  await using rig = await createRig();
  await rig.run();
  const { key } = (await plannedIn(rig)).nodes.get("walk")!.prepared!;
  for (const name of ["growth", "speed"]) {
    await rig.write("walk.ts", walk("3.9").replaceAll("rate", name));
    await adoptIn(rig);
    const { result, prepared } = (await plannedIn(rig)).nodes.get("walk")!;
    assert.equal(result!.adopted!.key, key);
    assert.notEqual(prepared!.key, key);
  }
});

Deno.test("only a change of code is adopted, of what has a result and a prefix that is shorter", async () => {
  await using rig = await createRig();
  const why = async (options = {}) => {
    const [outcome] = await adoptIn(rig, options);
    return outcome?.kind === "not adopted" ? outcome.why : outcome?.kind;
  };
  assert.equal(await why(), "it never ran");
  await rig.run();
  assert.equal(await why(), undefined);
  await rig.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  assert.equal(await why({ length: 300 }), "it has no more than 300 steps; run it");
  const [, walking] = rig.spec.actions;
  rig.spec = {
    ...spec,
    actions: spec.actions.map((each) =>
      each === walking ? { ...each, parameters: { steps: 200 } } : each
    ),
  };
  assert.match(await why() ?? "", /^parameter "steps" is 200, was 300/);
  rig.spec = spec;
  await rig.write(
    "tensor_battery.ts",
    `export const run = (action) =>
    action.write("battery", new TextEncoder().encode("[1]"));`,
  );
  await rig.write(
    "plain_battery.ts",
    `export const run = (action) =>
    action.write("battery", new TextEncoder().encode("[1]"));`,
  );
  assert.match(await why() ?? "", /arithmetic of this machine is another/);
});

Deno.test("another arithmetic adopts its own results only", async () => {
  await using rig = await createRig();
  await rig.run();
  await rig.write(
    "plain_battery.ts",
    `export const run = (action) =>
    action.write("battery", new TextEncoder().encode("[2]"));`,
  );
  await rig.run();
  await rig.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  const { key } = (await plannedIn(rig)).nodes.get("walk")!.prepared!;
  assert.deepEqual(await adoptIn(rig), [ADOPTED]);
  const { result } = (await plannedIn(rig)).nodes.get("walk")!;
  assert.notEqual(result!.adopted!.key, key);
});

Deno.test("a stage without a prefix is said to have none", async () => {
  await using rig = await createRig();
  await rig.run();
  await rig.write("add.ts", FILES["add.ts"].replaceAll("sum", "total"));
  const { plan, executor } = await planRig(rig.folder, rig.spec, {});
  const never = new AbortController().signal;
  const options = { length: 20, jobs: 1, listener: () => {}, checkpointEvery: 60 };
  const perform = performHere(plan.store, executor);
  const outcomes = await adopt(plan, { ...options, perform, stop: never, kill: never });
  assert.deepEqual(adoptLines(outcomes), [
    `Not adopted, stage "sum" has no prefix to compare: sum`,
  ]);
});

Deno.test("gc keeps what was adopted", async () => {
  await using rig = await createRig();
  const first = await rig.run();
  await rig.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  await adoptIn(rig);
  await rig.run();
  await collectGarbage(rig.cache, { size: 0, dryRun: false, grace: 0 });
  const run = await rig.run();
  assert.deepEqual([run.executed, run.digests], [[], first.digests]);
});

Deno.test("an adoption that is interrupted leaves nothing half done", async () => {
  await using rig = await createRig();
  const first = await rig.run();
  await rig.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  const kill = new AbortController();
  const outcomes = await adoptIn(rig, {
    kill: kill.signal,
    listener: ({ event }) => event === "progress" && kill.abort(),
  });
  assert.deepEqual(outcomes, [{ kind: "interrupted", name: "walk" }]);
  assert.equal((await plannedIn(rig)).nodes.get("walk")!.result, undefined);
  assert.deepEqual(await adoptIn(rig), [ADOPTED]);
  const run = await rig.run();
  assert.deepEqual([run.executed, run.digests], [[], first.digests]);
});

Deno.test("publish and import carry an adopted result as such; it is signed only if told so", async () => {
  await using rig = await createRig();
  await using other = await createRig();
  await rig.run();
  for (const each of [rig, other]) {
    await each.write("walk.ts", walk("3.9").replaceAll("rate", "growth"));
  }
  await adoptIn(rig);
  const { signer, trusted } = await keyPair("lab");
  for (const shareAdopted of [false, true]) {
    const folder = join(rig.folder, "dist");
    await publishPlan(await plannedIn(rig), folder, signer, shareAdopted);
    const store = await Store.open(other.cache, () => {});
    const importing = importPublication(folder, store, trusted);
    if (!shareAdopted) {
      await assert.rejects(
        importing,
        /1 of 3 results not signed by a trusted key, e.g. "walk"/,
      );
    } else await importing;
  }
  const plan = await plannedIn(other, { trusted });
  assert.match(
    (await explain(plan, "walk", { verbose: false })).join("\n"),
    /^walk is adopted\n[^]*imported from .*, signed by lab, adopted 20/,
  );
  assert.deepEqual((await other.run({ trusted, adopted: false })).executed, ["walk"]);
});
