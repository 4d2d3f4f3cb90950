import assert from "node:assert/strict";
import { describeDifference } from "../../lib/files/difference.ts";
import { performHere } from "../../pipeline/perform.ts";
import { runPlan } from "../../pipeline/run.ts";
import { verifiable, verifyActions } from "../../pipeline/verify.ts";
import { prepare } from "../../stages/reproduce.ts";
import { amount, covered } from "./amount.ts";

Deno.test({
  name: "actions with threads leave no process, no open file and no scratch behind",
  ignore: Deno.build.os !== "linux", // where what a process holds can be counted
  fn: async () => {
    const cache = await Deno.makeTempDir();
    try {
      const { plan, executor } = await prepare({
        ...{ profile: "smoke", protocol: "released", set: [], seeds: "0", only: "fig1c", cache },
        warn: (message) => assert.fail(message),
      });
      const never = new AbortController().signal;
      const options = {
        ...{ jobs: 2, threads: 2, stop: never, kill: never },
        listener: () => {},
      };
      const perform = performHere(plan.store, executor);
      await runPlan(plan, { ...options, perform, checkpointEvery: 60 });
      const nodes = verifiable(plan).filter(({ action }) => action.stage.arithmetic === "tensor");
      assert.ok(nodes.length > 0);
      const before = held();
      let actions = 0;
      while (actions < amount(4, 100)) {
        const difference = describeDifference;
        const { same } = await verifyActions(plan, nodes, { ...options, executor, difference });
        assert.equal(same, nodes.length);
        actions += same;
      }
      assert.deepEqual(held(), before);
      assert.deepEqual([...Deno.readDirSync(`${cache}/work`)], []);
      covered(`${actions} actions with two threads each: nothing left behind`);
    } finally {
      await Deno.remove(cache, { recursive: true });
    }
  },
});

/** Our child processes and open files; a few of the latter come and go with Deno's own pool. */
function held(): { readonly children: number; readonly files: number } {
  const children = [...Deno.readDirSync(`/proc/${Deno.pid}/task`)].reduce((sum, { name }) => {
    const text = Deno.readTextFileSync(`/proc/${Deno.pid}/task/${name}/children`);
    return sum + text.split(" ").filter((id) => id !== "").length;
  }, 0);
  return { children, files: [...Deno.readDirSync("/proc/self/fd")].length };
}
