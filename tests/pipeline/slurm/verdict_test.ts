import assert from "node:assert/strict";
import { FIRST, judge } from "../../../pipeline/slurm/verdict.ts";
import type { End, Trials } from "../../../pipeline/slurm/verdict.ts";

const given = { minutes: 20, megabytes: 768 };
const ended = (state: string): End => ({ kind: "ended", job: "7_0", state });

/** How often an action that always ends so is sent before it fails, and why it fails. */
function sent(end: End): { times: number; message: string; trials: Trials } {
  let trials = FIRST;
  for (let times = 1; times < 100; times++) {
    const verdict = judge(end, trials, given);
    if (verdict.kind === "failed") return { times, message: verdict.message, trials };
    trials = verdict.trials;
  }
  throw new Error("It never fails");
}

Deno.test("judge() gives more time or memory once", () => {
  for (const end of [ended("TIMEOUT"), { kind: "time" } as const]) {
    const { times, message, trials } = sent(end);
    assert.equal(times, 2);
    assert.deepEqual(trials.more, { time: 2, memory: 1 });
    assert.equal(
      message,
      "Its jobs' time ran out, the last after 20 min; give it more with --time",
    );
  }
  for (const end of [ended("OUT_OF_MEMORY"), { kind: "memory" } as const]) {
    const { times, trials } = sent(end);
    assert.equal(times, 2);
    assert.deepEqual(trials.more, { time: 1, memory: 2 });
  }
});

Deno.test("judge() does not count what the cluster does, up to ten times", () => {
  for (const state of ["PREEMPTED", "NODE_FAIL", "BOOT_FAIL"]) {
    assert.equal(sent(ended(state)).times, 11);
  }
  const verdict = judge(ended("NODE_FAIL"), { ...FIRST, lost: 1 }, given);
  assert.equal(verdict.kind, "again", "a job that was lost before counts for itself");
});

Deno.test("judge() tries once more what ended for no known reason, and nothing that was cancelled", () => {
  assert.deepEqual([sent(ended("FAILED")).times, sent(ended("COMPLETED")).times], [2, 2]);
  assert.equal(sent({ kind: "unknown" }).times, 2);
  assert.equal(sent(ended("CANCELLED")).times, 1);
  assert.equal(
    sent(ended("FAILED")).message,
    "Its job 7_0 ended (FAILED) without a result, for the second time",
  );
  assert.equal(judge({ kind: "unstarted" }, { ...FIRST, lost: 1 }, given).kind, "again");
});
