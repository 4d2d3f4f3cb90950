import assert from "node:assert/strict";
import { numberTablePanel } from "../../../figures/parts/number_table.ts";

const columns = [
  { name: "window", width: 80 },
  { name: "distance, m", width: 60, decimals: 2 },
  { name: "turns", width: 60, decimals: 0 },
];
const table = (...rows: (readonly (string | readonly number[])[])[]) => ({
  title: "Measured",
  columns,
  groups: [{ heading: "unbiased", rows }],
});
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

Deno.test("numberTablePanel() prints mean and SD over networks, one network alone, and a dash", () => {
  const svg = numberTablePanel(
    "tableS7",
    table(["early", [1, 2], [-3]], ["late", [], [0, 20]]),
  );
  const found = texts(svg);
  assert.deepEqual(found.slice(0, 2), ["S7", "Measured"]);
  assert.deepEqual(found.slice(found.indexOf("unbiased")), [
    ...["unbiased", "early", "1.50(71)", "−3", "late", "–", "10(14)"],
  ]);
});

Deno.test("numberTablePanel() is as wide as its columns and ends numbers in line", () => {
  const svg = numberTablePanel("tableS7", table(["early", [1], [10]], ["late", [100], [1]]));
  assert.match(svg, /^<svg[^>]* width="224"/); // 80, 60 and 60 with two gaps of 4 and two margins of 8
  const ends = [...svg.matchAll(/<text ([^>]*text-anchor="end"[^>]*)>/g)].map(([, attributes]) =>
    / x="(\d+)"/.exec(` ${attributes}`)![1]
  );
  assert.deepEqual([...new Set(ends)], ["152", "216"]);
});

Deno.test("numberTablePanel() refuses a row that has not a cell a column", () => {
  assert.throws(
    () => numberTablePanel("tableS7", table(["early", [1]])),
    /"unbiased": found 2 cells, expected 3/,
  );
});

Deno.test("numberTablePanel() hands the page every number by row and column", () => {
  const svg = numberTablePanel("tableS7", table(["early", [1, 2], [-3]], ["late", [], [4]]));
  const [, metadata] = /<metadata>(.*)<\/metadata>/.exec(svg)!;
  const { name, columns, points } = JSON.parse(metadata!.replaceAll("&quot;", '"'));
  assert.equal(name, "unbiased");
  assert.deepEqual(columns, ["", "quantity", "mean", "SD"]);
  assert.deepEqual(points.map((point: unknown[]) => point.slice(2)), [
    ["early", "distance, m", 1.5, 0.7071],
    ["early", "turns", -3, ""],
    ["late", "turns", 4, ""],
  ]);
});
