import { reached } from "./benchmark.ts";
import type { Row } from "./benchmark.ts";

/** The rows as a Markdown table, which docs/performance.md can hold; a smoke meets no targets. */
export function table(rows: readonly Row[], smoke: boolean): string {
  const cells = rows.map((row) => [
    row.benchmark,
    row.name,
    `${digits(row.median)} ${row.unit}`.trim(),
    row.rounds > 1 ? `${digits(row.least)} to ${digits(row.greatest)}` : "",
    smoke ? "" : targetText(row),
  ]);
  const lines = [["benchmark", "measure", "median", "spread", "target"], ...cells];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const text = lines.map((line) =>
    `| ${line.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [text[0], rule, ...text.slice(1)].join("\n") + "\n";
}

function targetText(row: Row): string {
  if (row.target === undefined) return "";
  return `${row.target.kind} ${digits(row.target.value)}: ${reached(row) ? "yes" : "no"}`;
}

/** Three significant digits; whole numbers from 100 on. */
function digits(value: number): string {
  if (value === 0) return "0";
  if (Math.abs(value) >= 100) return value.toFixed(0);
  if (Math.abs(value) < 1e-3) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}
