import assert from "node:assert/strict";
import type { Task } from "../../lib/tasks/task.ts";
import type { Trajectories } from "../../lib/tasks/trajectories.ts";
import { taskBatch } from "../../lib/training/task_batch.ts";
import { assertClose } from "./assert_close.ts";
import { at, flat } from "./golden.ts";

/** Compares what a batch shows a network first, and asks of it, with what the released code returned. */
export function assertBatch(task: Task, trajectories: Trajectories, returned: unknown): void {
  const { count, steps } = trajectories;
  const cells = task.cells.count;
  const batch = taskBatch(task, trajectories, { law: "none", sigma: 0 }, []);
  const initial = new Float32Array(count * cells);
  batch.initial(initial);
  // float32 activations: the README's 2e-6.
  assertClose(initial, flat(at(returned, "init_state")), { absolute: 2e-6 });
  const expected = flat(at(returned, "targets"));
  assert.equal(expected.length, count * steps * cells);
  for (let t = 0; t < steps; t++) {
    const targets = new Float32Array(count * cells);
    batch.targets(t, targets);
    for (let n = 0; n < count; n++) {
      const from = (n * steps + t) * cells;
      const found = targets.subarray(n * cells, (n + 1) * cells);
      assertClose(found, expected.subarray(from, from + cells), { absolute: 2e-6 });
    }
  }
}
