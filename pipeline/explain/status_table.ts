import { causes, states } from "../plan/comparison.ts";
import type { Comparison } from "../plan/comparison.ts";
import { tableLines } from "../table.ts";
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
  /** Characters of a line: a terminal's. Columns in which nothing stands go first. */
  readonly width?: number | undefined;
}

/** The table for people: stages by condition, a column a state, or with `why` a column a reason. */
export function statusLines(
  comparisons: readonly Comparison[],
  { why, verbose, width }: StatusOptions,
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
  const flat = tableOf(shown, total, columns);
  if (flat.every((line) => line.length <= (width ?? Infinity))) return flat;
  return nestedTable(shown, total, columns.filter((name) => all[name]! > 0), width);
}

function tableOf(
  rows: readonly StatusRow[],
  total: StatusRow,
  columns: readonly string[],
): string[] {
  const cells = (row: StatusRow) => [row.stage, row.condition, ...countsOf(row, columns)];
  return tableLines(
    [{ name: "stage" }, { name: "condition" }, ...columns.map(countColumn)],
    rows.map(cells),
    { total: cells(total) },
  );
}

/** The table where there is less room: conditions below their stage instead of beside it. */
function nestedTable(
  rows: readonly StatusRow[],
  total: StatusRow,
  columns: readonly string[],
  width: number | undefined,
): string[] {
  const cells = [...Map.groupBy(rows, ({ stage }) => stage)].flatMap(([stage, all]) => {
    const [first] = all;
    if (all.length === 1) {
      return [[`${stage} ${first!.condition}`.trim(), ...countsOf(first!, columns)]];
    }
    const below = all.map((row) => [`  ${row.condition}`, ...countsOf(row, columns)]);
    return [[stage, ...columns.map(() => "")], ...below];
  });
  return tableLines(
    [{ name: "stage, condition" }, ...columns.map(countColumn)],
    cells,
    { total: ["all", ...countsOf(total, columns)], width },
  );
}

const countColumn = (name: string) => ({ name, align: "right" } as const);

function countsOf({ counts }: StatusRow, columns: readonly string[]): string[] {
  return columns.map((column) => String(counts[column] || ""));
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
