import assert from "node:assert/strict";
import { type HyperparameterRow, hyperparameterTable } from "../../figures/hyperparameter_table.ts";

const row: HyperparameterRow = {
  parameter: "Units | cells",
  symbol: "H",
  unit: "1",
  value: 512,
  paper: 512,
  source: "paper",
};
const rows = [row, { ...row, symbol: "b", unit: "m/s", value: 0.26 * Math.PI, paper: 0.2 }];
const { markdown, html } = hyperparameterTable({ title: "A < B", rows });

Deno.test("hyperparameterTable() makes bold what is not the paper's", () => {
  assert.equal(
    markdown,
    `**A \\< B**

| Parameter | Symbol | Value | Unit | Paper | Source |
| --- | --- | --- | --- | --- | --- |
| Units \\| cells | H | 512 |  | 512 | paper |
| Units \\| cells | b | **0.816814** | m/s | 0.2 | paper |
`,
  );
  assert.ok(html.includes("<td>512</td>") && html.includes("<strong>0.816814</strong>"));
});

Deno.test("hyperparameterTable() writes a value that the paper does not give without emphasis", () => {
  const { markdown: text } = hyperparameterTable({ title: "", rows: [{ ...row, paper: null }] });
  assert.ok(text.includes("| 512 |  | – |"));
});

Deno.test("hyperparameterTable() escapes HTML and names rows and columns", () => {
  assert.ok(html.includes("<caption>A &lt; B</caption>"));
  assert.ok(html.includes('<th scope="row">Units | cells</th>'));
  assert.equal(html.match(/<th scope="col">/g)?.length, 6);
});
