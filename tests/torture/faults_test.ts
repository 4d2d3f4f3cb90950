import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { performHere } from "../../pipeline/execute/perform.ts";
import { ProcessExecutor } from "../../pipeline/execute/process_executor.ts";
import { Rig } from "../support/rig.ts";
import type { RigOptions } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { amount, covered } from "./amount.ts";
import { FAULTS } from "./faults.ts";
import { childrenAreGone, finish } from "./pipeline.ts";

const spec = {
  stages: STAGES,
  actions: [
    { name: "a", stage: "add", parameters: { value: 1 } },
    { name: "b", stage: "add", parameters: { value: 20 }, inputs: { numbers: ["a.out"] } },
  ],
};

/** Some of the numbers below `count`, all if it is allowed to take that many. */
function choose(count: number, most: number, name: string): number[] {
  const random = stream("torture", name);
  const all = Array.from({ length: count }, (_, i) => ({ i, key: random.uint32() }));
  return all.sort((a, b) => a.key - b.key).slice(0, most).map(({ i }) => i).sort((a, b) => a - b);
}

async function faultyRun(rig: Rig, deadly?: number): Promise<Deno.CommandOutput> {
  await rig.write("spec.json", JSON.stringify(rig.spec));
  return await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "-P=offline", new URL("./faulty_process.ts", import.meta.url).href],
      rig.folder,
      ...(deadly === undefined ? [] : [String(deadly)]),
    ],
    stderr: "null",
  }).output();
}

Deno.test("a run that dies before or after any file operation of its parent ends in the same bytes", async () => {
  const operations: string[] = [];
  let digests: Record<string, string>;
  {
    await using rig = await Rig.create(FILES, spec);
    const { stdout } = await faultyRun(rig);
    operations.push(...new TextDecoder().decode(stdout).trim().split("\n"));
    digests = { ...(await rig.run()).digests };
  }
  for (const name of ["write", "sync", "rename", "chmod", "mkdir"]) {
    assert.ok(operations.includes(`before ${name}`) && operations.includes(`after ${name}`), name);
  }
  const chosen = choose(operations.length, amount(10, 100_000), "parent");
  for (const deadly of chosen) {
    // How the children interleave moves the number of operations a little: a run may end before its
    // point is reached, and then dies at an earlier one.
    let died = false;
    for (let point = deadly; !died; point -= 5) {
      assert.ok(point >= 0 && point > deadly - 50, `operation ${deadly}, ${operations[deadly]}`);
      await using rig = await Rig.create(FILES, spec);
      died = (await faultyRun(rig, point)).signal === "SIGKILL";
      if (!died) continue;
      await childrenAreGone(rig.cache);
      await finish(rig, digests);
    }
  }
  covered(`${chosen.length} of ${operations.length} points at the parent's file operations`);
});

/**
 * Stands before the sandbox, whose functions a bundle cannot replace: it dies once at operation `deadly`
 * of the action after its lock is held; the note on its failure says that it has.
 */
const MORTAL_HARNESS = `{
${FAULTS.replace("export ", "")}
const { parse } = JSON;
JSON.parse = (text) => {
  const request = parse(text);
  if (request?.scratch !== undefined) beMortal(request);
  return request;
};
function beMortal({ scratch, parameters }) {
  let dead = true;
  try {
    Deno.statSync(scratch + "/failure");
  } catch {
    dead = false;
  }
  onOperations((number) => {
    if (!dead && number === parameters.deadly) Deno.exit(137);
  });
}
}
`;

const performMortally: RigOptions["performer"] = async ({ store }, { sandbox }) => {
  const code = new TextDecoder().decode(await store.readBlob(sandbox.code));
  const mortal = await store.putBytes(new TextEncoder().encode(MORTAL_HARNESS + code));
  return performHere(store, new ProcessExecutor(store, { ...sandbox, code: mortal }));
};

const MORTAL = `const text = (value) => new TextEncoder().encode(JSON.stringify(value));
export async function run(action) {
  const saved = await action.restored();
  let { step, sum } = saved ? JSON.parse(new TextDecoder().decode(saved)) : { step: 0, sum: 7 };
  while (step < 4) {
    step++;
    sum = (sum * 31 + step) % 1000003;
    await new Promise((resolve) => setTimeout(resolve, 101));
    await action.progress({ done: step, total: 4, unit: "steps" }, () => text({ step, sum }));
  }
  await action.write("out", text(sum));
}`;

Deno.test("an action that dies before or after any file operation of its own ends in the same bytes", async () => {
  const POINTS = 60; // more than there are: an action that is done before its point does not die
  const actions = choose(POINTS, amount(16, POINTS), "child").map((deadly) => (
    { name: `dies${deadly}`, stage: "mortal", parameters: { deadly } }
  ));
  await using rig = await Rig.create({ "mortal.ts": MORTAL }, {
    stages: { mortal: { module: "mortal.ts" } },
    actions,
  });
  const first = await rig.run({ checkpointEvery: 0, performer: performMortally });
  assert.ok(first.failed.length >= actions.length / 3, `${first.failed.length} died`);
  const second = await rig.run({ checkpointEvery: 0, performer: performMortally });
  assert.deepEqual([second.executed, second.failed], [first.failed, []]);
  assert.equal(new Set(Object.values(second.digests)).size, 1);
  await finish(rig, second.digests);
  covered(`${first.failed.length} points at the file operations of an action with checkpoints`);
});
