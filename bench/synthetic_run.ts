/**
 * Plans and runs a graph of trivial actions as the command line does, in a process of its own:
 * `synthetic_run.ts CACHE COUNT WIDTH JOBS process|in-process`.
 */
import { stopBundler } from "../pipeline/code/bundle.ts";
import { InProcessExecutor } from "../pipeline/execute/in_process_executor.ts";
import { performHere } from "../pipeline/execute/perform.ts";
import { runPlan } from "../pipeline/run/run.ts";
import { openSynthetic, syntheticGraph } from "./synthetic.ts";

const [cache, count, width, jobs, kind] = Deno.args as [string, string, string, string, string]; // from pipeline.ts
const never = new AbortController().signal;
const { plan, executor } = await openSynthetic(syntheticGraph(Number(count), Number(width)), cache);
const { executed, failed } = await runPlan(plan, {
  jobs: Number(jobs),
  perform: performHere(plan.store, kind === "process" ? executor : new InProcessExecutor()),
  listener: (event) => {
    if (event.event === "failed") console.error(event.message);
  },
  stop: never,
  kill: never,
  checkpointEvery: 60,
});
await stopBundler();
if (failed > 0) Deno.exit(1);
console.log(JSON.stringify({ executed }));
