import assert from "node:assert/strict";
import { join } from "node:path";
import { readStageCode } from "../../../pipeline/code/stage_code.ts";
import { readWorkspace } from "../../../pipeline/code/workspace.ts";
import { EnvironmentError } from "../../../pipeline/errors.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { planRig, Rig, rigStage } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { TEXT } from "../../support/rig_modules.ts";

/** Two stages: "far" reaches `scale` through three imports, "near" does not. */
const files = {
  "text.ts": TEXT,
  "far.ts": `import { twice } from "./twice.ts"; import { text } from "./text.ts";
export const run = (action) => action.write("out", text(twice(4)));`,
  "near.ts": `import { text } from "./text.ts";
export const run = (action) => action.write("out", text("near"));`,
  "twice.ts": `import { scaled } from "./scaled.ts"; export const twice = (x) => 2 * scaled(x);`,
  "scaled.ts": `import { SCALE } from "./scale.ts"; export const scaled = (x) => SCALE * x;`,
  "scale.ts": `export const SCALE = 3;`,
  "say.ts": `export const say = (word) => word + "!";`,
};
const spec = {
  stages: { far: { module: "far.ts" }, near: { module: "near.ts" } },
  actions: [{ name: "far", stage: "far" }, { name: "near", stage: "near" }],
};

Deno.test("an edit of code reruns exactly the stages that can run it", async (t) => {
  await using rig = await Rig.create(files, spec);
  await rig.run();
  const edits: readonly [edit: string, file: keyof typeof files, text: string, string[]][] = [
    ["a comment", "scale.ts", `// Three.\nexport const SCALE = 3;`, []],
    ["a type", "scale.ts", `type N = number;\nexport const SCALE: N = 3;`, []],
    [
      "an unused function",
      "scale.ts",
      `export function unused() { return 4; }\nexport const SCALE = 3;`,
      [],
    ],
    [
      "an unused function with the name of a used one elsewhere",
      "scale.ts",
      `function scaled(x) { return x; }
       export function twice(text) { return scaled(text); }
       export const SCALE = 3;`,
      [],
    ],
    [
      "an unused helper module",
      "scale.ts",
      `import { say } from "./say.ts"; export const saySo = () => say("so");
       export const SCALE = 3;`,
      [],
    ],
    ["a renamed local", "scale.ts", `const KILO = 3; export { KILO as SCALE };`, ["far"]],
    ["a constant three imports away", "scale.ts", `export const SCALE = 5;`, ["far"]],
    [
      "a shared helper",
      "text.ts",
      TEXT.replace("JSON.stringify(value)", `JSON.stringify(value) + "\\n"`),
      ["far", "near"],
    ],
  ];
  for (const [edit, file, text, executed] of edits) {
    await t.step(`${edit} reruns ${executed.join(" and ") || "nothing"}`, async () => {
      await rig.write(file, text);
      assert.deepEqual((await rig.run()).executed, executed);
    });
  }
  await t.step("the reason names the code", async () => {
    await rig.write("scale.ts", `export const SCALE = 6;`);
    const started = (await rig.run()).events.find(({ event }) => event === "started");
    assert.equal(started?.event === "started" && started.reason, "its code changed");
  });
});

Deno.test("an edit during a run does not reach that run, but the next one", async () => {
  const pass = `import { mark } from "./mark.ts";
export const run = async (action) => {
  const before = action.has("before") ? await action.read("before") : new Uint8Array();
  const text = [before, await action.asset("mark")].map((bytes) => new TextDecoder().decode(bytes));
  await action.write("out", new TextEncoder().encode(text.join("") + mark + canonical({ b: 1 })));
};
import canonicalize from "canonicalize";
const canonical = (value) => canonicalize(value);`;
  const stage = {
    module: "pass.ts",
    inputs: { before: { format: "json", optional: true } },
    assets: { mark: "mark.txt" },
  } as const;
  await using rig = await Rig.create(
    { "pass.ts": pass, "mark.ts": `export const mark = "old";`, "mark.txt": "old" },
    {
      stages: { pass: stage },
      actions: [
        { name: "first", stage: "pass" },
        { name: "second", stage: "pass", inputs: { before: "first.out" } },
      ],
    },
  );
  await usePackages(rig);
  const edit = (): void => {
    Deno.writeTextFileSync(join(rig.folder, "mark.ts"), `export const mark = "new";`);
    Deno.writeTextFileSync(join(rig.folder, "mark.txt"), "new");
    Deno.writeTextFileSync(join(rig.folder, "deno.lock"), `{"version":"5"}`);
    Deno.writeTextFileSync(join(rig.folder, "pass.ts"), pass.replace("mark +", `mark + "!" +`));
  };
  const text = (run: RigRun) => Deno.readTextFile(rig.blob(run.digests["second.out"]));
  const first = await rig.run({ listener: ({ event }) => event === "executed" && edit() });
  assert.deepEqual(first.failed, []);
  assert.equal(await text(first), `oldold{"b":1}oldold{"b":1}`);
  await usePackages(rig);
  const second = await rig.run();
  assert.deepEqual(second.executed, ["first", "second"]);
  assert.equal(await text(second), `newnew!{"b":1}newnew!{"b":1}`);
});

Deno.test("another integrity of a package reruns the stages that import it only", async () => {
  const packaged = `import canonicalize from "canonicalize";
export const run = (action) =>
  action.write("out", new TextEncoder().encode(canonicalize({ b: 1, a: 2 })));`;
  await using rig = await Rig.create({ ...files, "packaged.ts": packaged }, {
    stages: { ...spec.stages, packaged: { module: "packaged.ts" } },
    actions: [...spec.actions, { name: "packaged", stage: "packaged" }],
  });
  await usePackages(rig);
  const first = await rig.run();
  assert.equal(await Deno.readTextFile(rig.blob(first.digests["packaged.out"])), `{"a":2,"b":1}`);

  const lock = join(rig.folder, "deno.lock");
  const pinned = JSON.parse(await Deno.readTextFile(lock));
  pinned.npm["canonicalize@5.1.0"].integrity = "sha512-another";
  await Deno.writeTextFile(lock, JSON.stringify(pinned));
  const { plan } = await planRig(rig.folder, rig.spec, {});
  const reasons = [...plan.nodes].map(([name, { reason }]) => [name, reason]);
  assert.deepEqual(Object.fromEntries(reasons), {
    far: undefined,
    near: undefined,
    packaged: `package "canonicalize@5.1.0" changed`,
  });
});

/** Gives the rig the import map and the lock of this repository. */
async function usePackages(rig: Rig): Promise<void> {
  for (const file of ["deno.json", "deno.lock"]) {
    await Deno.copyFile(new URL(`../../../${file}`, import.meta.url), join(rig.folder, file));
  }
}

Deno.test("packages that cannot be fetched into Deno's folder are told of in one line", async () => {
  await using rig = await Rig.create({
    "sort.ts": `import canonicalize from "canonicalize";
export const run = (action) => action.write("out", new TextEncoder().encode(canonicalize({})));`,
  }, {
    stages: { sort: { module: "sort.ts" } },
    actions: [],
  });
  const taken = join(rig.folder, "taken"); // a file where a folder is needed: nobody can write there
  await rig.write("taken", "");
  for (const file of ["deno.json", "deno.lock"]) {
    await Deno.copyFile(new URL(`../../../${file}`, import.meta.url), join(rig.folder, file));
  }
  const workspace = { ...await readWorkspace(rig.folder), denoDir: taken, npm: join(taken, "npm") };
  const stage = rigStage(rig.folder, "sort", rig.spec.stages["sort"]!);
  const store = await Store.open(rig.cache, () => {});
  await assert.rejects(readStageCode([stage], workspace, store), (error) => {
    assert.ok(error instanceof EnvironmentError && !error.message.includes("\n"), String(error));
    assert.ok(error.message.startsWith(
      `Cannot fetch the npm packages that the stages use into "${taken}": Failed`,
    ));
    assert.match(
      error.message,
      /; see to the network, or set DENO_DIR to a folder that you can write$/,
    );
    return true;
  });
});
