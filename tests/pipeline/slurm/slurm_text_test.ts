import assert from "node:assert/strict";
import {
  isAlive,
  isStuck,
  isToRun,
  parseAccounts,
  parseJobId,
  parseQueue,
  parseTimeLimit,
} from "../../../pipeline/slurm/slurm_text.ts";
import type { TaskState } from "../../../pipeline/slurm/slurm_text.ts";

const task = (state: string, reason = ""): TaskState => ({
  name: "or-0123456789abcdef",
  job: "12",
  task: 3,
  state,
  reason,
});

Deno.test("parseJobId() takes the last line that is an id, whatever is around it", () => {
  assert.equal(parseJobId("123\n"), "123");
  assert.equal(parseJobId("123;cluster-2\n"), "123");
  assert.equal(parseJobId("42 nodes are down\n2026\n\x1b[1m123\x1b[0m\r\nBye\n"), "123");
  assert.equal(parseJobId("Submitted batch job 123\n"), undefined);
  assert.equal(parseJobId(""), undefined);
});

Deno.test("parseQueue() finds our tasks among other lines and other people's jobs", () => {
  const text = `Welcome | to | the | cluster
or-0123456789abcdef|12_3|PENDING|Resources
 \x1b[32mor-0123456789abcdef|12_3|RUNNING|None\x1b[0m
other|13_0|RUNNING|None
or-0123456789abcdef|14|RUNNING|not a task of an array
or-0123456789abcdef|12_3|CANCELLED|
`;
  assert.deepEqual(parseQueue(text), [
    task("PENDING", "Resources"),
    task("RUNNING", "None"),
    task("CANCELLED"),
  ]);
});

Deno.test("parseAccounts() reads states with what brought them about", () => {
  const text = "or-0123456789abcdef|12_3|CANCELLED by 1000\nor-0123456789abcdef|12_[4-9]|PENDING\n";
  assert.deepEqual(parseAccounts(text), [task("CANCELLED")]);
});

Deno.test("a state that we do not know counts as alive", () => {
  const alive = ["PENDING", "RUNNING", "COMPLETING", "REQUEUED", "SUSPENDED", "SOME_NEW_STATE"];
  assert.deepEqual(alive.filter((state) => isAlive(task(state))), alive);
  assert.deepEqual(["COMPLETED", "TIMEOUT"].filter((state) => isAlive(task(state))), []);
  assert.ok(isToRun(task("PENDING")) && !isToRun(task("COMPLETING")));
});

Deno.test("isStuck() tells reasons that do not pass from those that do", () => {
  const stuck = ["JobHeldUser", "launch failed requeued held", "PartitionTimeLimit", "InvalidQOS"];
  assert.ok(stuck.every((reason) => isStuck(task("PENDING", reason))));
  const passing = ["Resources", "Priority", "QOSMaxCpuPerUserLimit", "BeginTime", "None"];
  assert.ok(!passing.some((reason) => isStuck(task("PENDING", reason))));
});

Deno.test("parseTimeLimit() reads every form that SLURM takes", () => {
  const forms = {
    "90": 90,
    "30:10": 31,
    "1:30:00": 90,
    "1-12": 2160,
    "1-12:30": 2190,
    "1-12:30:01": 2191,
    "0-1": 60,
  };
  for (const [text, minutes] of Object.entries(forms)) assert.equal(parseTimeLimit(text), minutes);
});

Deno.test("parseTimeLimit() refuses anything else", () => {
  for (const text of ["", "0", "2h", "1:2:3:4", "-5", "UNLIMITED"]) {
    assert.throws(() => parseTimeLimit(text), /^UsageError: Cannot use --time/, text);
  }
});
