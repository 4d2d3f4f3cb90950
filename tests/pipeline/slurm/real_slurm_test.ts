import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../../cli/project.ts";
import { performOnSlurm } from "../../../pipeline/slurm/perform_on_slurm.ts";
import { blas } from "../../support/blas.ts";
import { command, digestsOf } from "../../support/command.ts";
import { CacheServer } from "../../support/remote/cache_server.ts";
import { eventsOf, Rig } from "../../support/rig.ts";
import type { RigOptions, RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";
import { QUICK } from "../../support/slurm/fake_slurm.ts";
import { RealSlurm, until } from "../../support/slurm/real_slurm.ts";

const pipeline = (steps: number) => ({
  stages: STAGES,
  actions: [
    { name: "long", stage: "steps", parameters: { steps } },
    { name: "after", stage: "add", parameters: { value: 1 }, inputs: { numbers: ["long.out"] } },
  ],
});

const spec = pipeline(200);

/** A run on SLURM to which something is done as soon as "long" tells that it runs. */
async function disturbed(
  slurm: RealSlurm,
  rig: Rig,
  disturb: () => Promise<void> = () => Promise.resolve(),
): Promise<RigRun> {
  let done: Promise<void> | undefined;
  const options: RigOptions = {
    jobs: 500,
    checkpointEvery: 0,
    listener: ({ event }) => {
      if (event === "progress") done ??= disturb();
    },
    performer: (plan, equipment, warn) =>
      performOnSlurm(plan, equipment, {
        root: ROOT,
        warn,
        leaving: () => Promise.resolve(false),
        times: { ...QUICK, grace: 3000 },
        environment: slurm.environment,
      }),
  };
  const run = await rig.run(options);
  await done;
  return run;
}

/** The steps from which "long" was seen to start. */
const startsOf = (run: RigRun): number[] =>
  run.events.flatMap((event) =>
    event.event === "progress" && event.label === "long"
      ? [Number(event.note?.replace("from ", ""))]
      : []
  );

const ignore = !await RealSlurm.isInstalled();

Deno.test({ name: "on a real SLURM", ignore }, async (t) => {
  await using here = await Rig.create(FILES, spec);
  const { digests } = await here.run();
  await using slurm = await RealSlurm.start();

  /** A step with a rig of its own, which is told how many jobs there were. */
  const step = (name: string, test: (rig: Rig, jobs: () => Promise<number>) => Promise<void>) =>
    t.step(name, async () => {
      await using rig = await Rig.create(FILES, spec);
      const before = await slurm.lastJob();
      await test(rig, async () => await slurm.lastJob() - before);
      await slurm.isQuiet();
    });

  await step("a killed job is sent again and goes on from its checkpoint", async (rig, jobs) => {
    const run = await disturbed(slurm, rig, async () => {
      await until("a checkpoint", () => hasCheckpoint(rig));
      for (const pid of await slurm.processes()) Deno.kill(pid, "SIGKILL");
    });
    assert.deepEqual(run.digests, digests);
    assert.equal(await jobs(), 3);
    assert.ok(startsOf(run).at(-1)! > 0, `started from ${startsOf(run)}`);
    assert.match(run.warnings.join(), /^long is sent again: its job \d+_0 ended \(FAILED\)/);
  });

  await step("a requeued job goes on from its checkpoint", async (rig, jobs) => {
    const run = await disturbed(slurm, rig, async () => {
      await until("a checkpoint", () => hasCheckpoint(rig));
      const job = String(await slurm.lastJob());
      await slurm.run("scontrol", "requeue", job);
      await until("its second turn", async () => await slurm.pending() === 1);
      // SLURM waits two minutes, of which two seconds are needed: the node still refuses the job.
      await slurm.run("scontrol", "update", `jobid=${job}`, "starttime=now+2seconds");
    });
    assert.deepEqual([run.warnings, run.digests], [[], digests]);
    assert.equal(await jobs(), 2);
    assert.ok(startsOf(run).at(-1)! > 0, `started from ${startsOf(run)}`);
  });

  await step("a killed head is started again and takes its jobs up", async (rig, jobs) => {
    await using same = await Rig.create(FILES, pipeline(600)); // long enough to be taken up
    rig.spec = same.spec;
    const conf = slurm.environment["SLURM_CONF"];
    const head = await rig.spawn(
      `export SLURM_CONF=${conf}`,
      new URL("../../support/slurm/slurm_process.ts", import.meta.url),
    );
    for await (const event of eventsOf(head)) {
      if (event.event === "progress") head.kill("SIGKILL");
    }
    await head.status;
    assert.equal(await jobs(), 1);
    const run = await disturbed(slurm, rig);
    assert.deepEqual(run.digests, (await same.run()).digests);
    assert.deepEqual(run.executed, ["after", "long"]);
    assert.equal(await jobs(), 2, "none but the second action's was submitted");
    assert.deepEqual([...new Set(startsOf(run))], [0], "it was not disturbed");
  });

  await step("a slurmctld that is dead for 30 seconds delays the run", async (rig, jobs) => {
    const run = await disturbed(slurm, rig, async () => {
      await slurm.stopDaemon("slurmctld", "SIGTERM"); // by SIGKILL it would forget some jobs
      await new Promise((resolve) => setTimeout(resolve, 30_000));
      await slurm.startDaemon("slurmctld");
    });
    assert.deepEqual(run.digests, digests);
    assert.deepEqual([run.failed, startsOf(run)], [[], [0]]);
    assert.equal(await jobs(), 2);
    assert.ok(run.warnings.length > 0);
  });

  await step(
    "a node that is drained in the middle delays what has not begun",
    async (rig, jobs) => {
      const run = await disturbed(slurm, rig, async () => {
        await slurm.run("scontrol", "update", "nodename=node", "state=drain", "reason=test");
        await until("the action after it to wait", async () => (await slurm.pending()) === 1);
        assert.equal(await slurm.nodeState(), "drained");
        await slurm.run("scontrol", "update", "nodename=node", "state=resume");
      });
      assert.deepEqual(run.digests, digests);
      assert.equal(await jobs(), 2);
      assert.deepEqual(run.warnings, []);
    },
  );

  await t.step("the smoke profile gives what it gives on this machine", async () => {
    const folder = await Deno.makeTempDir();
    const only = ["--only", "claims,fig2e"]; // hundreds of actions, and a figure
    const smoke = [
      "reproduce",
      "--profile",
      "smoke",
      "--out",
      join(folder, "out"),
      "--json",
      ...only,
    ];
    const [there, local] = [join(folder, "there"), join(folder, "here")];
    const run = await command([...smoke, "--cache", there, "--executor", "slurm"], {
      env: { SLURM_CONF: slurm.environment["SLURM_CONF"]! },
    });
    assert.equal(run.status, 0, run.stderr);
    assert.equal((await command([...smoke, "--cache", local])).status, 0);
    const digests = await digestsOf(there, "smoke");
    assert.deepEqual(digests, await digestsOf(local, "smoke"));
    assert.ok(Object.keys(digests).length > 300);
    await Deno.remove(folder, { recursive: true });
  });

  await t.step({
    name: "with the BLAS engine it gives what others then take from a remote cache",
    ignore: blas === undefined,
    fn: async () => {
      const folder = await Deno.makeTempDir();
      await using server = new CacheServer();
      const run = async (name: string, ...more: readonly string[]) => {
        const args = [
          ...["reproduce", "--profile", "smoke", "--seeds", "0", "--only", "fig1c", "--json"],
          ...["--engine", "blas", "--blas", blas!, "--cache", join(folder, name)], // not ignored
          ...["--out", join(folder, "out"), ...more],
        ];
        const env = { SLURM_CONF: slurm.environment["SLURM_CONF"]! };
        const { status, stderr, events } = await command(args, { env });
        assert.equal(status, 0, stderr);
        const [history] = [...Deno.readDirSync(join(folder, name, "runs"))];
        const digests = await digestsOf(join(folder, name), history!.name.replace(".json", ""));
        return { digests, executed: events.filter(({ event }) => event === "executed").length };
      };
      const remote = ["--remote-cache", server.url.href];
      const there = await run("there", "--executor", "slurm", ...remote, "--remote-upload");
      const fetched = await run("fetched", ...remote);
      const local = await run("local");
      assert.deepEqual([fetched.digests, local.digests], [there.digests, there.digests]);
      assert.ok(there.executed > 5);
      assert.deepEqual([fetched.executed, local.executed], [0, there.executed]);
      await Deno.remove(folder, { recursive: true });
    },
  });
});

async function hasCheckpoint(rig: Rig): Promise<boolean> {
  for await (const { name } of Deno.readDir(join(rig.cache, "work"))) {
    for await (const file of Deno.readDir(join(rig.cache, "work", name))) {
      if (/^checkpoint-[1-9]/.test(file.name)) return true;
    }
  }
  return false;
}
