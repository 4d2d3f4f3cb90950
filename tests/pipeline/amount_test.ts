import assert from "node:assert/strict";
import { counted } from "../../pipeline/amount.ts";

Deno.test("counted() gives one thing its singular, with the verb that goes with it", () => {
  assert.deepEqual([0, 1, 2].map((n) => counted(n, "action")), [
    "0 actions",
    "1 action",
    "2 actions",
  ]);
  assert.equal(counted(1, "history is", "histories are"), "1 history is");
  assert.equal(counted(3, "history is", "histories are"), "3 histories are");
});
