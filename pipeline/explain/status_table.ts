import { causes, states } from "../plan/comparison.ts";
import type { Comparison } from "../plan/comparison.ts";
import { placeKey, placeOf } from "./condition.ts";
import type { Place } from "./condition.ts";

export interface StatusRow extends Place {
  /** By state, and by cause; an action may have several causes. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Counts the actions of each stage and condition by state and by cause, in the graph's order. */
export function statusRows(comparisons: readonly Comparison[]): StatusRow[] {
  const places = new Map<string, { place: Place; all: Comparison[] }>();
  for (const comparison of comparisons) {
    const place = placeOf(comparison.node.action);
    const entry = places.get(placeKey(place)) ?? { place, all: [] };
    entry.all.push(comparison);
    places.set(placeKey(place), entry);
  }
  const rows = [...places.values()].map(({ place, all }) => ({ ...place, counts: count(all) }));
  const stages = [...new Set(rows.map(({ stage }) => stage))];
  return stages.flatMap((stage) => rows.filter((row) => row.stage === stage));
}

export interface StatusOptions {
  /** A column for each reason to run. */
  readonly why: boolean;
  /** A row for each condition even where all have the same state. */
  readonly verbose: boolean;
}

/** The table for people: stages by condition, a column a state, or with `why` a column a reason. */
export function statusLines(
  comparisons: readonly Comparison[],
  { why, verbose }: StatusOptions,
): string[] {
  const all = count(comparisons);
  const inUse = states.filter((state) => state !== "adopted" || all[state]! > 0); // they are rare
  const columns: readonly string[] = why ? [...inUse, ...causes] : inUse;
  const rows = statusRows(comparisons);
  const shown = verbose
    ? rows
    : [...new Set(rows.map(({ stage }) => stage))].flatMap((stage) =>
      folded(rows.filter((row) => row.stage === stage))
    );
  const total = { stage: "all", condition: "", counts: all };
  const cells = [
    ["stage", "condition", ...columns],
    ...[...shown, total].map((row) => [
      row.stage,
      row.condition,
      ...columns.map((column) => String(row.counts[column] || "")),
    ]),
  ];
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join("  ")
      .trimEnd();
  const rule = "-".repeat(line(cells[0]!).length);
  return [line(cells[0]!), rule, ...cells.slice(1, -1).map(line), rule, line(cells.at(-1)!)];
}

/** One row for several conditions that are all in one and the same state. */
function folded(rows: readonly StatusRow[]): readonly StatusRow[] {
  const kinds = new Set(
    rows.map(({ counts }) => [...states, ...causes].filter((name) => counts[name]! > 0).join()),
  );
  if (rows.length < 2 || kinds.size > 1) return rows;
  const counts = Object.fromEntries([...states, ...causes].map((name) => [
    name,
    rows.reduce((sum, row) => sum + row.counts[name]!, 0),
  ]));
  return [{ stage: rows[0]!.stage, condition: `${rows.length} conditions`, counts }];
}

function count(comparisons: readonly Comparison[]): Record<string, number> {
  return Object.fromEntries([
    ...states.map((state) => [state, comparisons.filter((c) => c.state === state).length]),
    ...causes.map((cause) => [cause, comparisons.filter((c) => c.causes.has(cause)).length]),
  ]);
}
