/** Trains a small network in the cache that is its argument, with a checkpoint after every batch. */
import { stopBundler } from "../../pipeline/code/bundle.ts";
import { performHere } from "../../pipeline/execute/perform.ts";
import { runPlan } from "../../pipeline/run/run.ts";
import { prepare } from "../../cli/prepare.ts";

const [cache, action, ...set] = Deno.args as [string, string, ...string[]]; // spawned by train_test.ts
const { plan, executor } = await prepare(
  { profile: "smoke", seeds: "0", only: action, set, cache },
  (message) => console.log(JSON.stringify({ event: "warning", message })),
);
const never = new AbortController().signal;
await runPlan(plan, {
  jobs: 2,
  perform: performHere(plan.store, executor),
  listener: (event) => console.log(JSON.stringify(event)),
  stop: never,
  kill: never,
  checkpointEvery: 0,
});
for (const { action, result } of plan.nodes.values()) {
  for (const [output, { digest }] of Object.entries(result?.outputs ?? {})) {
    console.log(JSON.stringify({ artifact: `${action.name}.${output}`, digest }));
  }
}
await stopBundler();
