import assert from "node:assert/strict";
import { tableLines } from "../../pipeline/table.ts";

const columns = [
  { name: "name" },
  { name: "run", align: "right" },
  { name: "cached", align: "right" },
] as const;
const rows = [["a", "1", ""], ["a longer name/of three/parts", "12", "3"]];

Deno.test("tableLines() aligns columns, with rules below the head and above the total", () => {
  assert.deepEqual(tableLines(columns, rows, { total: ["all", "13", "3"] }), [
    "name                          run  cached",
    "-----------------------------------------",
    "a                               1",
    "a longer name/of three/parts   12       3",
    "-----------------------------------------",
    "all                            13       3",
  ]);
});

Deno.test("tableLines() gives a name that is too long a line of its own, and cuts nothing of it", () => {
  assert.deepEqual(tableLines(columns, rows, { width: 30 }), [
    "name               run  cached",
    "------------------------------",
    "a                    1",
    "a longer name/of three/parts",
    "                    12       3",
  ]);
});

Deno.test("tableLines() keeps to the width where there is no room at all", () => {
  const lines = tableLines(columns, rows, { width: 18 });
  assert.ok(lines.every((line) => line.length <= 18), lines.join("\n"));
  assert.equal(lines[0], "name          run…");
});
