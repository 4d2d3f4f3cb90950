import assert from "node:assert/strict";
import type { ActionDescription } from "../../../pipeline/action_key.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import { whyNew } from "../../../pipeline/plan/reason.ts";

const parameters = { rate: 0.1, noise: { scale: 1, law: "normal" } };
const before: ActionDescription = {
  version: 1,
  stage: "train",
  parameters,
  inputs: { cells: digestOf("cells") },
  outputs: { weights: "safetensors" },
  code: { bundle: digestOf("code"), assets: {}, packages: { "a@1": "sha512-a" } },
  numerics: { plain: digestOf("plain") },
};
const other = digestOf("other");

Deno.test("whyNew() names what differs", () => {
  const cases: readonly [Partial<ActionDescription>, string][] = [
    [{}, "its result is no longer in the cache"],
    [
      { parameters: { rate: 0.2, noise: { scale: 1, law: "normal" } } },
      `parameter "rate" is 0.2, was 0.1`,
    ],
    [
      { parameters: { rate: 0.1, noise: { scale: 2 } } },
      `parameter "noise.law" is absent, was "normal", parameter "noise.scale" is 2, was 1`,
    ],
    [
      { parameters: { ...parameters, list: Array.from({ length: 40 }, (_, i) => i) } },
      `parameter "list" is a list of 40, was absent`,
    ],
    [
      { parameters: { ...parameters, rate: "x".repeat(100) } },
      `parameter "rate" is "${"x".repeat(59)}…, was 0.1`,
    ],
    [{ inputs: { cells: other } }, `input "cells" changed`],
    [{ code: { ...before.code, bundle: other } }, "its code changed"],
    [{ code: { ...before.code, assets: { font: other } } }, `asset "font" changed`],
    [
      { code: { ...before.code, packages: { "a@2": "sha512-a" } } },
      `package "a@1" changed, package "a@2" changed`,
    ],
    [{ numerics: { plain: other } }, "the plain arithmetic of this machine is another"],
    [{ outputs: {} }, `output "weights" changed`],
    [
      { parameters: {}, inputs: {}, outputs: {} },
      `parameter "noise" is absent, was {"law":"normal","scale":1}, parameter "rate" is absent, was 0.1, input "cells" changed and 1 more`,
    ],
  ];
  for (const [change, reason] of cases) {
    assert.equal(whyNew({ ...before, ...change }, before), reason);
  }
  assert.equal(whyNew(before, undefined), "it never ran");
});

Deno.test("whyNew() names the row of a table that changed, not the table", () => {
  const table = (...values: number[]) => ({
    ...before,
    parameters: { rows: values.map((value, i) => ({ name: `row ${i}`, value })) },
  });
  assert.equal(
    whyNew(table(1, 2, 3, 5), table(1, 2, 3, 4)),
    'parameter "rows[3].value" is 5, was 4',
  );
  assert.equal(
    whyNew(table(1, 2, 3, 4), table(1, 2, 3)),
    'parameter "rows" is a list of 4, was a list of 3',
  );
});
