import assert from "node:assert/strict";
import { encodeJson } from "../../../lib/files/json.ts";
import type { Json } from "../../../lib/files/json.ts";
import {
  compareTraces,
  encodeTrainingTrace,
  isTraced,
  readTrainingTrace,
} from "../../../lib/results/training_trace.ts";

const SHA256 = "0123456789abcdef".repeat(4);

Deno.test("isTraced() is true of 1, 2 and 5 times the powers of 10", () => {
  const traced = Array.from({ length: 2500 }, (_, batch) => batch).filter(isTraced);
  assert.deepEqual(traced, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]);
  assert.ok(isTraced(20_000) && !isTraced(15_000) && !isTraced(0));
});

Deno.test("readTrainingTrace() reads what encodeTrainingTrace() wrote", () => {
  const trace = [{ batch: 1, sha256: SHA256 }, { batch: 7, sha256: SHA256 }];
  assert.deepEqual(readTrainingTrace(encodeTrainingTrace(trace)), trace);
  assert.deepEqual(readTrainingTrace(encodeTrainingTrace([])), []);
});

for (
  const [what, value, message] of [
    ["no list", { batch: 1, sha256: SHA256 }, /the file is an object, expected a list/],
    ["no batch", [{ sha256: SHA256 }], /"\[0\]\.batch" is missing, expected a number/],
    ["half a batch", [{ batch: 1.5, sha256: SHA256 }], /batch is 1\.5, expected a whole number/],
    ["batch 0", [{ batch: 0, sha256: SHA256 }], /batch is 0, expected a whole number above 0/],
    [
      "batches in disorder",
      [{ batch: 2, sha256: SHA256 }, { batch: 2, sha256: SHA256 }],
      /batch is 2, expected a whole number above 2/,
    ],
    ["no digest", [{ batch: 1, sha256: null }], /"\[0\]\.sha256" is null, expected a text/],
    [
      "half a digest",
      [{ batch: 1, sha256: SHA256.slice(1) }],
      /"sha256" of batch 1 is "123.*", expected 64 hexadecimal digits/,
    ],
  ] as const satisfies readonly (readonly [string, Json, RegExp])[]
) {
  Deno.test(`readTrainingTrace() refuses a file with ${what}`, () => {
    assert.throws(() => readTrainingTrace(encodeJson(value)), message);
  });
}

Deno.test("compareTraces() compares the batches that both traces tell of, up to a difference", () => {
  const trace = (digits: Readonly<Record<number, string>>) =>
    Object.entries(digits).map(([batch, digit]) => ({
      batch: Number(batch),
      sha256: digit.repeat(64),
    }));
  const whole = trace({ 1: "a", 2: "b", 5: "c", 10: "d", 20: "e", 300: "f" });
  assert.deepEqual(compareTraces(whole, trace({ 1: "a", 2: "b", 5: "c", 7: "0" })), {
    same: [1, 2, 5],
  });
  assert.deepEqual(compareTraces(whole, trace({ 1: "a", 2: "0", 5: "c" })), {
    same: [1],
    differs: 2,
  });
  assert.deepEqual(compareTraces(whole, trace({ 3: "a" })), { same: [] });
});
