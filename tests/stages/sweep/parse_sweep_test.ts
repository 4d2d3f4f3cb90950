import assert from "node:assert/strict";
import { parseSweep } from "../../../stages/sweep/parse_sweep.ts";

const valuesOf = (list: string) => parseSweep(`sigmaStep=${list}`)[0].values.join(" ");

Deno.test("parseSweep() takes values, ranges with both ends, and logarithmic ones", () => {
  assert.equal(valuesOf("0, 0.005,uniform"), "0 0.005 uniform");
  assert.equal(valuesOf("0:0.02:0.005"), "0 0.005 0.01 0.015 0.02");
  assert.equal(valuesOf("0:0.3:0.1"), "0 0.1 0.2 0.3");
  assert.equal(valuesOf("0:1:0.4"), "0 0.4 0.8");
  assert.equal(valuesOf("3:1:-1"), "3 2 1");
  assert.equal(valuesOf("log(1e-4,1e-1,4)"), "0.0001 0.001 0.01 0.1");
  assert.equal(valuesOf("0,log(1e-4, 1e-3, 2),2:3:1"), "0 0.0001 0.001 2 3");
});

Deno.test("parseSweep() takes parameters together", () => {
  assert.deepEqual(parseSweep("a.b=1,2/c=3:4:1"), [
    { path: "a.b", values: ["1", "2"] },
    { path: "c", values: ["3", "4"] },
  ]);
  assert.equal(parseSweep("a=1,1/b=1,2").length, 2, "the points differ");
});

Deno.test("parseSweep() refuses what makes no points, in words", () => {
  const refused: readonly (readonly [text: string, message: RegExp])[] = [
    ["sigmaStep", /expected path=value,value/],
    ["a=1,,2", /expected path=value,value/],
    ["a=1,1", /without one twice/],
    ["a=1,2/b=1", /expected as many values of each; there are 2 and 1/],
    ["a=0:1:-0.1", /expected from:to:step, as in 0:0.02:0.005/],
    ["a=0:1:0", /expected from:to:step/],
    ["a=0:x:1", /expected from:to:step/],
    ["a=0:1:1e-9", /expected from:to:step/],
    ["a=log(0,1,3)", /expected log\(from,to,count\) of positive numbers/],
    ["a=log(1,2,1)", /expected log/],
  ];
  for (const [text, message] of refused) assert.throws(() => parseSweep(text), message, text);
});
