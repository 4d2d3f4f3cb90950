/**
 * Runs a graph of actions on a simulated cluster, in a process of its own, with a clock that goes
 * SPEED times as fast: `slurm_run.ts CACHE COUNT SLOTS SPEED`. Prints what it took, as JSON.
 */
import process from "node:process";
import { ROOT } from "../cli/project.ts";
import { stopBundler } from "../pipeline/code/bundle.ts";
import { runPlan } from "../pipeline/run/run.ts";
import { Scheduler } from "../pipeline/slurm/scheduler.ts";
import { storeWorkerFiles } from "../pipeline/slurm/worker_files.ts";
import { SimulatedCluster } from "./simulated_cluster.ts";
import { openSynthetic, syntheticGraph } from "./synthetic.ts";

/** Milliseconds of a job, by the clock of the cluster. */
const JOB = 60_000;

const [cache, ...numbers] = Deno.args as [string, ...string[]]; // from slurm.ts
const [count, slots, speed] = numbers.map(Number) as [number, number, number];
const never = new AbortController().signal;
const { plan, equipment } = await openSynthetic(syntheticGraph(count, 2 * slots), cache);
const cluster = new SimulatedCluster(plan.store, slots, JOB / speed);
const times = { look: 1000, gather: 10_000, ask: 15_000, grace: 60_000, retry: 10_000 };
const scheduler = new Scheduler({
  store: plan.store,
  slurm: cluster,
  workerFiles: await storeWorkerFiles(plan.store, equipment, ROOT),
  cost: () => ({ seconds: JOB / 1000, memory: 1e8 }),
  warn: (message) => console.error(message),
  leaving: () => Promise.resolve(false),
  times: Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / speed])),
});
const before = process.cpuUsage();
const started = performance.now();
const { executed } = await runPlan(plan, {
  jobs: slots,
  perform: (action, hooks) => scheduler.perform(action, hooks),
  listener: () => {},
  stop: never,
  kill: never,
  checkpointEvery: 60,
});
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
await stopBundler();
if (executed !== count) throw new Error(`${executed} actions were executed, expected ${count}`);
console.log(JSON.stringify({
  seconds,
  processor: (user + system) / 1e6,
  memory: process.resourceUsage().maxRSS / 1024,
  most: cluster.most,
  submissions: cluster.submissions,
  questions: cluster.questions,
}));
