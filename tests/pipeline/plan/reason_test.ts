import assert from "node:assert/strict";
import type { ActionDescription } from "../../../pipeline/action_key.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import { whyNew } from "../../../pipeline/plan/reason.ts";

const before: ActionDescription = {
  version: 1,
  stage: "train",
  parameters: { rate: 0.1, noise: { scale: 1, law: "normal" } },
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
      `parameter "noise.law" is null, was "normal", parameter "noise.scale" is 2, was 1`,
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
      `parameter "noise" is null, was {"law":"normal","scale":1}, parameter "rate" is null, was 0.1, input "cells" changed and 1 more`,
    ],
  ];
  for (const [change, reason] of cases) {
    assert.equal(whyNew({ ...before, ...change }, before), reason);
  }
  assert.equal(whyNew(before, undefined), "it never ran");
});
