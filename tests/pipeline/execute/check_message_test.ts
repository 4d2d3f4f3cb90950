import assert from "node:assert/strict";
import { digestOf } from "../../../pipeline/digest.ts";
import { checkMessage } from "../../../pipeline/execute/check_message.ts";
import type { ExecutionRequest } from "../../../pipeline/execute/messages.ts";

const file = (text: string) => ({ path: `/${text}`, digest: digestOf(text) });
const request: ExecutionRequest = {
  name: "action",
  parameters: {},
  bundle: file("bundle"),
  inputs: { one: file("one"), many: [file("first"), file("second")] },
  assets: { font: file("font") },
  outputs: { out: "out.json" },
  arithmetic: "plain",
  engine: { threads: 1 },
  scratch: "/scratch",
  lock: "/lock",
  checkpointEvery: 60,
};
const check = (message: unknown) => checkMessage(message, request);

Deno.test("checkMessage() lets only files of the action be called damaged", () => {
  for (const name of ["bundle", "one", "first", "second", "font"]) {
    const message = { kind: "damaged", digest: digestOf(name), why: "it is missing" };
    assert.deepEqual(check(message), message);
  }
  const forged = (digest: unknown) => () => check({ kind: "damaged", digest, why: "" });
  assert.throws(forged("../../etc"), /^Error: Digest is "\.\.\/\.\.\/etc", expected 64/);
  assert.throws(forged(digestOf("other")), /which is none of its files$/);
  assert.throws(forged(digestOf("one").toUpperCase()), /expected 64/);
  assert.throws(forged([digestOf("one")]), /digest \["/);
  assert.throws(forged(undefined), /digest missing, expected a text$/);
});

Deno.test("checkMessage() refuses what is no message, and keeps nothing that does not belong to one", () => {
  const times = { started: "2026-11-25T12:00:00.000Z", completed: "2026-11-25T12:00:01.000Z" };
  const finished = { kind: "finished", ...times };
  assert.deepEqual(check({ ...finished, outputs: ["/etc/passwd"] }), finished);
  const step = { kind: "progress", done: 1, total: 2, unit: "steps" };
  assert.deepEqual(check({ ...step, digest: "x" }), step);
  const bad = [
    ...[null, 7, "finished", [], {}, { kind: "Finished" }, { kind: ["finished"] }],
    ...[{ kind: "finished" }, { ...finished, completed: "soon" }, { ...finished, started: 7 }],
    ...[{ ...step, done: "1" }, { ...step, total: -1 }, { ...step, unit: {} }],
    ...[{ ...step, note: 7 }, { ...step, done: Infinity }, { kind: "warning" }],
    ...[{ kind: "failed", message: "x" }, { kind: "waiting", holder: null }],
  ];
  for (const message of bad) {
    assert.throws(() => check(message), /^Error: Message of its process has \w+ .*, expected /);
  }
});

Deno.test("checkMessage() takes from texts what would drive a terminal, and what is too long", () => {
  const evil = "\u001b[2J\u001b]0;title\u0007a\u0000\u009b31m b\r\n\u202ec\u001b";
  const line = (message: unknown) => JSON.stringify(check(message));
  const clean = JSON.stringify("a b c");
  assert.ok(line({ kind: "warning", message: evil }).includes(clean));
  assert.ok(line({ kind: "waiting", holder: evil }).includes(clean));
  const step = { kind: "progress", done: 1, total: 2 };
  assert.ok(line({ ...step, unit: evil, note: "" }).includes(clean));
  assert.ok(line({ ...step, unit: "", note: evil }).includes(clean));
  assert.ok(line({ kind: "damaged", digest: digestOf("one"), why: evil }).includes(clean));
  const failed = check({ kind: "failed", message: evil, stack: evil });
  assert.deepEqual(failed, { kind: "failed", message: "a b c", stack: "a b\nc" });
  const long = check({ kind: "failed", message: "x".repeat(1e6), stack: "y".repeat(1e6) });
  assert.ok(JSON.stringify(long).length < 25_000);
});
