/**
 * Executes tensor actions of the smoke profile with two threads each, `threads_process.ts COUNT` at
 * least, and prints what it holds before and after. In a process of its own: tests share theirs.
 */
import { describeDifference } from "../../lib/files/difference.ts";
import { stopBundler } from "../../pipeline/code/bundle.ts";
import { performHere } from "../../pipeline/execute/perform.ts";
import { runPlan } from "../../pipeline/run/run.ts";
import { verifiable, verifyActions } from "../../pipeline/run/verify.ts";
import { prepare } from "../../cli/prepare.ts";

const cache = await Deno.makeTempDir();
const never = new AbortController().signal;
const options = { jobs: 2, threads: 2, stop: never, kill: never, listener: () => {} };
const { plan, executor } = await prepare(
  { profile: "smoke", seeds: "0", only: "fig1c", cache },
  (message) => console.error(message),
);
await stopBundler();
await runPlan(plan, {
  ...options,
  perform: performHere(plan.store, executor),
  checkpointEvery: 60,
});
const nodes = verifiable(plan).filter(({ action }) => action.stage.arithmetic === "tensor");
const before = held();
let actions = 0;
do {
  const difference = describeDifference;
  const { same } = await verifyActions(plan, nodes, { ...options, executor, difference });
  if (same < nodes.length) throw new Error(`${nodes.length - same} differ`);
  actions += same;
} while (actions < Number(Deno.args[0]));
const work = [...Deno.readDirSync(`${cache}/work`)].length;
console.log(JSON.stringify({ actions, before, after: held(), work }));
await Deno.remove(cache, { recursive: true });

/** Our child processes and open files. */
function held(): { readonly children: number; readonly files: number } {
  const children = [...Deno.readDirSync(`/proc/${Deno.pid}/task`)].reduce((sum, { name }) => {
    const text = Deno.readTextFileSync(`/proc/${Deno.pid}/task/${name}/children`);
    return sum + text.split(" ").filter((id) => id !== "").length;
  }, 0);
  return { children, files: [...Deno.readDirSync("/proc/self/fd")].length };
}
