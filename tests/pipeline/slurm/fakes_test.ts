import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { flip } from "../../support/damage.ts";
import { planRig, Rig } from "../../support/rig.ts";
import type { RigRun, RigSpec } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";
import { FakeSlurm, QUICK } from "../../support/slurm/fake_slurm.ts";

const stages = { ...STAGES, steps: { ...STAGES.steps, seconds: 100 } };

const spec: RigSpec = {
  stages,
  actions: [
    { name: "long", stage: "steps", parameters: { steps: 120 } },
    { name: "after", stage: "add", parameters: { value: 1 }, inputs: { numbers: ["long.out"] } },
  ],
};

/** What the pipeline gives on this machine; run once for all tests. */
let digests: Promise<RigRun["digests"]> | undefined;
function digestsHere(): Promise<RigRun["digests"]> {
  return digests ??= (async () => {
    await using rig = await Rig.create(FILES, spec);
    return (await rig.run()).digests;
  })();
}

/** The steps from which "long" was seen to start, by its own account. */
function startsOf(run: RigRun): number[] {
  return run.events.flatMap((event) =>
    event.event === "progress" && event.label === "long"
      ? [Number(event.note?.replace("from ", ""))]
      : []
  );
}

const messagesOf = (run: RigRun): string[] =>
  run.events.flatMap((event) => event.event === "failed" ? [event.message] : []);

const option = (name: string, call: string | undefined): string | undefined =>
  new RegExp(`(?:^| )--${name}=(\\S+)`).exec(call ?? "")?.[1];

/** Checkpoints at every step that is told, so that a job that ends early has some. */
const OFTEN = { checkpointEvery: 0, jobs: 500 } as const;

Deno.test("jobs give the same artifacts as this machine: arrays of long actions, bundles of short ones", async () => {
  const many: RigSpec = {
    stages,
    actions: [
      ...[1, 2, 3].map((seed) => ({
        name: `s${seed}`,
        stage: "steps",
        parameters: { steps: seed },
      })),
      ...[1, 2, 3, 4].map((value) => ({ name: `a${value}`, stage: "add", parameters: { value } })),
      {
        name: "sum",
        stage: "add",
        parameters: { value: 0 },
        inputs: { numbers: ["s1.out", "s2.out", "s3.out", "a1.out", "a4.out"] },
      },
    ],
  };
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, many);
  const here = await rig.run({ cache: join(rig.folder, "here") });
  const there = await rig.run({
    jobs: 500,
    performer: fake.performer({
      partition: "cpu",
      account: "lab",
      time: "1:30:00",
      args: ["--constraint=zen4"],
    }),
  });
  assert.deepEqual(there.digests, here.digests);
  assert.deepEqual(there.executed, here.executed);
  const calls = await fake.calls("submissions");
  assert.deepEqual(calls.map((call) => option("array", call)).sort(), ["0-0", "0-0", "0-2"]);
  for (const call of calls) {
    for (const arg of ["partition=cpu", "account=lab", "time=90", "cpus-per-task=1"]) {
      assert.ok(call.includes(` --${arg} `), `${arg} in ${call}`);
    }
    assert.ok(call.indexOf("--constraint=zen4") < call.indexOf(Deno.execPath()));
    assert.match(call, / --cached-only --no-remote /);
  }
  assert.deepEqual([...Deno.readDirSync(join(rig.cache, "slurm"))], [], "nothing is left behind");
});

Deno.test("a submission whose answer is lost is found by its name, not repeated", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("sbatch", "unanswered");
  const run = await rig.run({ jobs: 500, performer: fake.performer() });
  assert.deepEqual(run.digests, await digestsHere());
  assert.equal((await fake.calls("submissions")).length, 2, "one an action");
  assert.match(run.warnings.join(), /Socket timed out.*looked for by its name/);
});

Deno.test("a submission that never arrived is repeated under the same name", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("sbatch", "unreachable");
  const run = await rig.run({ jobs: 500, performer: fake.performer() });
  assert.deepEqual(run.digests, await digestsHere());
  const names = (await fake.calls("submissions")).map((call) => option("job-name", call));
  assert.equal(names.length, 3);
  assert.equal(names[0], names[1]);
  assert.notEqual(names[1], names[2]);
});

Deno.test("answers with banners, notices and colours around them are understood", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("sbatch", "decorated");
  const run = await rig.run({ jobs: 500, performer: fake.performer() });
  assert.deepEqual(run.digests, await digestsHere());
  assert.equal((await fake.calls("submissions")).length, 2);
  assert.deepEqual(run.warnings, []);
});

Deno.test("a controller that is down for a while is waited for; results come meanwhile", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  let down: Promise<void> | undefined;
  const run = await rig.run({
    jobs: 500,
    performer: fake.performer({ times: { ...QUICK, grace: 0 } }),
    listener: ({ event }) => {
      if (event === "progress") down ??= fake.trouble("squeue", "down");
    },
  });
  assert.deepEqual(run.digests, await digestsHere());
  assert.equal((await fake.calls("submissions")).length, 2);
  assert.deepEqual(run.warnings, ["SLURM does not answer; it is asked again and again"]);
});

for (const { told, by } of [{ told: "squeue", by: "" }, { told: "sacct", by: "forgetful" }]) {
  Deno.test(`TIMEOUT, told by ${told}, gives twice the time once; it goes on from its checkpoint`, async () => {
    await using fake = await FakeSlurm.create();
    await using rig = await Rig.create(FILES, spec);
    await fake.trouble("squeue", by);
    await fake.trouble("task", "TIMEOUT");
    const performer = fake.performer({ times: { ...QUICK, grace: 300 } });
    const run = await rig.run({ ...OFTEN, performer });
    assert.deepEqual(run.digests, await digestsHere());
    const [first, second, ...others] = await fake.calls("submissions");
    assert.deepEqual([option("time", first), option("time", second)], ["20", "40"]);
    assert.equal(others.length, 1);
    assert.ok(startsOf(run).at(-1)! > 0, `started from ${startsOf(run)}`);
    assert.match(run.warnings.join(), /^long is sent again: 20 min were not enough/);
  });
}

Deno.test("OUT_OF_MEMORY gives twice the memory once, and then fails", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, { ...spec, actions: [spec.actions[0]!] });
  await fake.trouble("task", "OUT_OF_MEMORY");
  const performer = fake.performer({ times: { ...QUICK, grace: 300 } });
  const run = await rig.run({
    ...OFTEN,
    performer,
    listener: (event) => {
      if (event.event === "warning") fake.trouble("task", "OUT_OF_MEMORY");
    },
  });
  const calls = await fake.calls("submissions");
  assert.deepEqual(calls.map((call) => option("mem", call)), ["768M", "1536M"]);
  assert.match(
    messagesOf(run).join(),
    /killed, the last with 1536 MB; give it more with --slurm-arg/,
  );
});

Deno.test("a job that is told that its time is nearly up saves a checkpoint, and gets twice the time", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("task", "notice");
  const run = await rig.run({ ...OFTEN, performer: fake.performer() });
  assert.deepEqual(run.digests, await digestsHere());
  const calls = await fake.calls("submissions");
  assert.deepEqual(calls.map((call) => option("time", call)), ["20", "40", "20"]);
  assert.ok(startsOf(run).at(-1)! > 0);
});

Deno.test("an action whose process alone is killed gets twice the memory", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("task", "starved");
  const run = await rig.run({ ...OFTEN, performer: fake.performer() });
  assert.deepEqual(run.digests, await digestsHere());
  const calls = await fake.calls("submissions");
  assert.deepEqual(calls.map((call) => option("mem", call)), ["768M", "1536M", "1024M"]);
  assert.ok(startsOf(run).at(-1)! > 0);
});

Deno.test("PREEMPTED and requeued is no failure, and nothing is submitted again", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("task", "PREEMPTED");
  const run = await rig.run({ ...OFTEN, performer: fake.performer() });
  assert.deepEqual(run.digests, await digestsHere());
  assert.equal((await fake.calls("submissions")).length, 2);
  assert.ok(startsOf(run).at(-1)! > 0);
  assert.deepEqual(run.warnings, []);
});

Deno.test("a forgotten job is submitted once more, and the second time its action fails", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("sbatch", "vanishing");
  const performer = fake.performer({ times: { ...QUICK, grace: 300 } });
  const run = await rig.run({ jobs: 500, performer });
  assert.deepEqual(run.digests, await digestsHere());
  assert.match(run.warnings.join(), /^long is sent again: SLURM knows nothing of its job$/);
  await Deno.remove(rig.cache, { recursive: true });
  await fake.trouble("sbatch", "vanishing");
  const again = await rig.run({
    jobs: 500,
    performer,
    listener: (event) => {
      if (event.event === "warning") fake.trouble("sbatch", "vanishing");
    },
  });
  assert.deepEqual([again.failed, again.blocked], [["long"], ["after"]]);
  assert.deepEqual(messagesOf(again), ["SLURM knows nothing of its job, for the second time"]);
});

Deno.test("a cancelled job has failed", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("task", "CANCELLED");
  const performer = fake.performer({ times: { ...QUICK, grace: 300 } });
  const run = await rig.run({ ...OFTEN, performer });
  assert.match(messagesOf(run).join(), /^Its job 101_0 was cancelled/);
  assert.equal((await fake.calls("submissions")).length, 1);
});

Deno.test("a job whose worker cannot start is sent twice; the failure shows the end of its log", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, { ...spec, actions: [spec.actions[0]!] });
  await fake.trouble("deno", "absent");
  const performer = fake.performer({ times: { ...QUICK, grace: 300 } });
  const run = await rig.run({ jobs: 500, performer });
  assert.equal((await fake.calls("submissions")).length, 2);
  assert.match(
    messagesOf(run).join(),
    /^Its job \d+_0 ended \(FAILED\) without a result, for the second time; its log ends with ".+"$/,
  );
});

Deno.test("of a bundle whose time is up, the action that runs gets more, and the rest another turn", async () => {
  await using fake = await FakeSlurm.create();
  const steps = (name: string, count: number) => ({
    name,
    stage: "steps",
    parameters: { steps: count },
  });
  await using rig = await Rig.create(FILES, {
    stages: STAGES, // short ones, in one task
    actions: [steps("x", 120), steps("y", 121), steps("z", 122)],
  });
  await fake.trouble("task", "notice");
  const run = await rig.run({ ...OFTEN, performer: fake.performer() });
  assert.deepEqual(run.executed, ["x", "y", "z"]);
  const calls = await fake.calls("submissions");
  assert.deepEqual(calls.map((call) => option("time", call)).sort(), ["20", "20", "40"]);
  assert.match(
    run.warnings.join(),
    /^[xyz] is sent again: 20 min were not enough: twice the time$/,
  );
});

Deno.test("what an action warns of in its job is heard", async () => {
  const odd = `export async function run(action) {
    action.warn("The library is slow");
    await action.write("out", new TextEncoder().encode("1"));
  }`;
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create({ "odd.ts": odd }, {
    stages: { odd: { module: "odd.ts" } },
    actions: [{ name: "odd", stage: "odd" }],
  });
  const run = await rig.run({ jobs: 500, performer: fake.performer() });
  assert.deepEqual([run.executed, run.warnings], [["odd"], ["The library is slow"]]);
});

Deno.test("an action that fails in its job says why", async () => {
  const bad = `export async function run() { throw new Error("There is no ground truth"); }`;
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create({ "bad.ts": bad }, {
    stages: { bad: { module: "bad.ts" } },
    actions: [{ name: "bad", stage: "bad" }],
  });
  const run = await rig.run({ jobs: 500, performer: fake.performer() });
  assert.deepEqual(messagesOf(run), ["There is no ground truth"]);
});

Deno.test("however many inputs of a job are damaged, all are healed at once", async () => {
  const inputs = [0, 1, 2, 3, 4, 5].map((i) => (
    { name: `input${i}`, stage: "add", parameters: { value: 1000 + i } }
  ));
  const sum = (value: number) => ({
    name: "sum",
    stage: "add",
    parameters: { value },
    inputs: { numbers: inputs.map(({ name }) => `${name}.out`) },
  });
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, { stages, actions: [...inputs, sum(0)] });
  const { digests } = await rig.run();
  for (const { name } of inputs) flip(rig.blob(digests[`${name}.out`]));
  rig.spec = { stages, actions: [...inputs, sum(1)] };
  const run = await rig.run({ targets: ["sum"], jobs: 500, performer: fake.performer() });
  assert.deepEqual([run.failed, run.executed.length], [[], inputs.length + 1]);
  assert.equal((await fake.calls("submissions")).length, 3); // "sum", its inputs, "sum"
  for (const { name } of inputs) assert.equal(run.digests[`${name}.out`], digests[`${name}.out`]);
});

Deno.test("what a job runs is stored again if it was damaged while the job waited", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await fake.trouble("task", "waiting");
  const running = rig.run({ ...OFTEN, performer: fake.performer() });
  while ((await fake.calls("submissions")).length === 0) await delay(20);
  const { plan } = await planRig(rig.folder, spec, {});
  const { key, description: { code } } = plan.nodes.get("long")!.prepared!;
  await Deno.remove(rig.blob(key));
  flip(rig.blob(code.bundle));
  await fake.release();
  const run = await running;
  assert.deepEqual([run.failed, run.digests], [[], await digestsHere()]);
});

Deno.test("a node that does other arithmetic than the key says refuses the action", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  await using other = await Rig.create({
    "plain_battery.ts": `export async function run(action) {
      await action.write("battery", new TextEncoder().encode('{"sin":1}'));
    }`,
  }, { stages: {}, actions: [] });
  const { equipment } = await planRig(other.folder, other.spec, {});
  const run = await rig.run({
    jobs: 500,
    performer: (plan, { sandbox }, warn) =>
      fake.performer()(plan, { sandbox, batteries: equipment.batteries }, warn),
  });
  assert.deepEqual(run.failed, ["long"]);
  assert.match(
    messagesOf(run).join(),
    /^Node ".+" \(.+\) does other plain arithmetic than the machine/,
  );
  assert.deepEqual(Object.keys(run.digests), []);
});

for (const cancel of [false, true]) {
  Deno.test(`a run that is stopped ${cancel ? "cancels its jobs" : "leaves its jobs, and the next takes them up"}`, async () => {
    await using fake = await FakeSlurm.create();
    await using rig = await Rig.create(FILES, spec);
    const stop = new AbortController();
    let asked = 0;
    const first = await rig.run({
      ...OFTEN,
      stop: stop.signal,
      performer: fake.performer({
        leaving: ({ tasks }) => {
          asked = tasks;
          return Promise.resolve(cancel);
        },
      }),
      listener: ({ event }) => event === "progress" && stop.abort(),
    });
    assert.ok(first.interrupted);
    assert.equal(asked, 1);
    assert.deepEqual(await fake.calls("cancellations"), cancel ? ["101"] : []);
    const second = await rig.run({ ...OFTEN, performer: fake.performer() });
    assert.deepEqual(second.digests, await digestsHere());
    assert.equal((await fake.calls("submissions")).length, cancel ? 3 : 2);
    if (cancel) assert.ok(startsOf(second).at(-1)! > 0, "from the checkpoint that it saved");
  });
}

Deno.test("actions of one key share a job", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, {
    stages,
    actions: ["x", "y"].map((name) => ({ name, stage: "steps", parameters: { steps: 2 } })),
  });
  const run = await rig.run({ jobs: 500, performer: fake.performer() });
  assert.deepEqual([run.executed.length, run.cached.length], [1, 1]);
  assert.deepEqual(
    (await fake.calls("submissions")).map((call) => option("array", call)),
    ["0-0"],
  );
});

Deno.test("a machine without SLURM is told so", async () => {
  await using fake = await FakeSlurm.create();
  await using rig = await Rig.create(FILES, spec);
  const environment = { ...fake.environment, PATH: rig.folder };
  await assert.rejects(
    rig.run({ jobs: 500, performer: fake.performer({ environment }) }),
    /^EnvironmentError: Cannot find "squeue": --executor slurm needs SLURM's commands on the PATH/,
  );
});
