import assert from "node:assert/strict";
import type { Event } from "../../../pipeline/events.ts";
import { Rig } from "../../support/rig.ts";

/** Says what its tensor work would be done with. */
const FILES = {
  "engine.ts": `export async function run(action) {
  action.warn("said by all");
  await action.progress({ done: 1, total: 1, unit: "steps", note: JSON.stringify(action.engine) });
  await action.write("out", new TextEncoder().encode("{}"));
}`,
};

const stage = (arithmetic: "plain" | "tensor", seconds: number) =>
  ({ module: "engine.ts", arithmetic, seconds }) as const;

const SPEC = {
  stages: { plain: stage("plain", 100), short: stage("tensor", 1), long: stage("tensor", 100) },
  actions: ["plain", "short", "long"].map((name) => ({ name, stage: name })),
};

/** What each action was given. */
async function engines(rig: Rig, options: Parameters<Rig["run"]>[0]) {
  const run = await rig.run({ jobs: 1, ...options });
  const notes = run.events.flatMap((event) =>
    event.event === "progress" ? [[event.label, JSON.parse(event.note!)]] : []
  );
  return { run, engines: Object.fromEntries(notes) };
}

Deno.test("runPlan() gives idle cores to a long tensor action, and one thread to the others", async () => {
  await using rig = await Rig.create(FILES, SPEC);
  const { run, engines: given } = await engines(rig, {});
  const cores = Math.min(8, navigator.hardwareConcurrency);
  assert.deepEqual(given, {
    plain: { threads: 1 },
    short: { threads: 1 },
    long: { threads: cores },
  });
  assert.deepEqual(run.warnings, ["said by all"]);
});

Deno.test("runPlan() gives tensor actions the threads that are asked for, without another key", async () => {
  await using rig = await Rig.create(FILES, SPEC);
  const { engines: given } = await engines(rig, { threads: 3 });
  assert.deepEqual(given, { plain: { threads: 1 }, short: { threads: 3 }, long: { threads: 3 } });
  assert.deepEqual((await rig.run({ threads: 5 })).executed, []);
});

Deno.test("openPlan() lets tensor actions alone load the BLAS library", async () => {
  const load = `import { text } from "./text.ts";
export async function run(action) {
  const mayLoad = (path) => {
    try {
      Deno.dlopen(path, {});
      return true;
    } catch (error) {
      return !(error instanceof Deno.errors.NotCapable); // it need not be there
    }
  };
  const found = ["/lib/libblas.so", "/lib/libc.so"].map(mayLoad);
  await action.write("out", text([...found, action.engine.blas ?? null]));
}`;
  const text = "export const text = (value) => new TextEncoder().encode(JSON.stringify(value));";
  const actions = [{ name: "plain", stage: "plain" }, { name: "long", stage: "long" }];
  await using rig = await Rig.create({ "engine.ts": load, "text.ts": text }, { ...SPEC, actions });
  const { digests } = await rig.run({ blas: "/lib/libblas.so" });
  const output = async (name: string) =>
    JSON.parse(await Deno.readTextFile(rig.blob(digests[`${name}.out`])));
  assert.deepEqual(await output("plain"), [false, false, null]);
  assert.deepEqual(await output("long"), [true, false, "/lib/libblas.so"]);
});

Deno.test({
  name: "openPlan() runs tensor actions alone with V8's fast WebAssembly",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    await using rig = await Rig.create(FILES, SPEC);
    const fast: Record<string, boolean> = {};
    const listener = (event: Event): void => {
      if (event.event === "progress") {
        fast[event.label] = commandIn(rig.cache).includes("revectorize");
      }
    };
    await rig.run({ jobs: 1, listener });
    assert.deepEqual(fast, { plain: false, short: true, long: true });
  },
});

/** The command line of the process that was started in a cache. */
function commandIn(cache: string): string {
  const tasks = [...Deno.readDirSync(`/proc/${Deno.pid}/task`)]; // other tests have children, too
  const children = tasks.flatMap(({ name }) =>
    Deno.readTextFileSync(`/proc/${Deno.pid}/task/${name}/children`).trim().split(" ")
  );
  const folder = Deno.realPathSync(cache);
  return children.filter(Boolean).flatMap((pid) => {
    try {
      const here = Deno.readLinkSync(`/proc/${pid}/cwd`) === folder;
      return here ? [Deno.readTextFileSync(`/proc/${pid}/cmdline`)] : [];
    } catch {
      return []; // it has just ended
    }
  })[0] ?? "";
}
