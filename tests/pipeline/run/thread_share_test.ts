import assert from "node:assert/strict";
import { threadShare } from "../../../pipeline/run/thread_share.ts";

/** Threads of actions that start one after the other. */
function shares(cores: number, busy: number, starting: number): number[] {
  const threads: number[] = [];
  for (let left = starting; left > 0; left--) {
    const used = threads.reduce((sum, count) => sum + count, busy);
    threads.push(threadShare({ cores, busy: used, starting: left, seconds: 100 }));
  }
  return threads;
}

Deno.test("threadShare() gives one thread each when there are as many actions as cores", () => {
  assert.deepEqual(shares(2, 0, 2), [1, 1]);
  assert.deepEqual(shares(4, 0, 4), [1, 1, 1, 1]);
  assert.deepEqual(shares(4, 4, 1), [1]);
});

Deno.test("threadShare() shares idle cores among few actions, 8 each at most", () => {
  assert.deepEqual(shares(2, 0, 1), [2]);
  assert.deepEqual(shares(8, 0, 3), [2, 3, 3]);
  assert.deepEqual(shares(8, 3, 2), [2, 3]);
  assert.deepEqual(shares(64, 0, 2), [8, 8]);
});

Deno.test("threadShare() gives short actions one thread, whose start would take longer", () => {
  assert.equal(threadShare({ cores: 8, busy: 0, starting: 1, seconds: 2 }), 1);
});
