import assert from "node:assert/strict";
import { didYouMean, nearest } from "../../pipeline/nearest.ts";

Deno.test("nearest() finds names with a letter missing, added, replaced or swapped", () => {
  for (const typed of ["trin", "traain", "trawn", "tarin", "TRAIN"]) {
    assert.equal(nearest(typed, ["decode", "train"])[0], "train", typed);
  }
});

Deno.test("nearest() gives at most three, best first, and nothing that is unlike", () => {
  assert.deepEqual(nearest("fig2", ["fig2e", "fig2", "fig2a", "fig2b"]), [
    "fig2",
    "fig2a",
    "fig2b",
  ]);
  assert.deepEqual(nearest("train", ["quiescent", "decode"]), []);
});

Deno.test("didYouMean() quotes the names, or says nothing", () => {
  assert.equal(didYouMean("sed", ["seed", "speed"]), `; did you mean "seed" or "speed"?`);
  assert.equal(didYouMean("xylophone", ["seed"]), "");
});
