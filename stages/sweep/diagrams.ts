import type { SweepRow, SweepTable } from "../../lib/results/sweep_table.ts";
import { studentInterval } from "../../lib/stats/student_t.ts";
import { mean } from "../../lib/stats/summary.ts";

/** Seeds that an interval is given for, at least: of two values it would be nine times their distance. */
export const FEWEST_FOR_AN_INTERVAL = 3;

/** What the seeds gave at one point of a sweep. */
export interface Dot {
  /** A value of the swept parameter, or the number of the point. */
  readonly x: number;
  readonly mean: number;
  /** The ends of Student's 95 % interval of the mean; the mean itself, of too few seeds. */
  readonly low: number;
  readonly high: number;
  readonly values: readonly number[];
}

/** One measure against the swept parameter. */
export interface Diagram {
  /** "step distance, quiescent" */
  readonly heading: string;
  /** "" of a pure number, or if it is not known. */
  readonly unit: string;
  /** By condition: the points where it has values, from left to right. */
  readonly curves: ReadonlyMap<string, readonly Dot[]>;
}

/** The diagrams of a sweep, on one horizontal axis. */
export interface Diagrams {
  readonly diagrams: readonly Diagram[];
  /** What the curves are called, in the order of the table. */
  readonly conditions: readonly string[];
  /** Where the points are on the axis, and how they are called. */
  readonly points: ReadonlyMap<number, string>;
  /** Values at a point: the fewest and the most. */
  readonly seeds: readonly [fewest: number, most: number];
}

/** A row that has a value, and what its labels say. */
interface Found {
  readonly x: number;
  readonly condition: string;
  readonly heading: string;
  readonly unit: string;
  readonly value: number;
}

/** Takes a table apart into diagrams; what has no value is left out. */
export function diagramsOf({ swept, labels, rows }: SweepTable): Diagrams {
  const valued = rows.filter(({ value }) => value !== null);
  const names = [...new Set(valued.map(({ point }) => point.join(", ")))];
  const isAxis = swept.length === 1 && valued.every(({ point }) => typeof point[0] === "number");
  const xOf = (name: string): number => isAxis ? Number(name) : names.indexOf(name);
  const found = valued.map((row): Found => ({
    ...placeOf(row, labels),
    x: xOf(row.point.join(", ")),
    unit: row.unit ?? "",
    value: row.value!, // chosen above
  }));
  const diagrams = Map.groupBy(found, ({ heading, unit }) => `${heading}\n${unit}`);
  const made = [...diagrams.values()].map((own): Diagram => ({
    heading: own[0]!.heading, // a group has a row
    unit: own[0]!.unit,
    curves: new Map(
      [...Map.groupBy(own, ({ condition }) => condition)].map(([name, rows]) => [name, dots(rows)]),
    ),
  }));
  const counts = made.flatMap(({ curves }) => [...curves.values()].flat())
    .map(({ values }) => values.length);
  return {
    diagrams: made,
    conditions: [...new Set(found.map(({ condition }) => condition))],
    points: new Map(names.map((name) => [xOf(name), name])),
    seeds: [Math.min(...counts), Math.max(...counts)],
  };
}

/**
 * A number among the labels counts replicates: what stands before it is the condition, what follows
 * belongs to the quantity ("quiescent"). Without one, the action's name is a condition.
 */
function placeOf({ labels, action, quantity }: SweepRow, names: SweepTable["labels"]) {
  const own = names.flatMap((_, i) => labels[i] ?? []);
  const at = own.findIndex((label) => typeof label === "number");
  if (at < 0) return { condition: [...own, action].join("/"), heading: quantity };
  const phase = own.slice(at + 1).join("/");
  return {
    condition: own.slice(0, at).join("/"),
    heading: phase === "" ? quantity : `${quantity}, ${phase}`,
  };
}

function dots(rows: readonly Found[]): Dot[] {
  const points = Map.groupBy(rows, ({ x }) => x);
  return [...points].sort(([a], [b]) => a - b).map(([x, own]) => {
    const values = own.map(({ value }) => value);
    const centre = mean(values);
    const { low, high } = values.length < FEWEST_FOR_AN_INTERVAL
      ? { low: centre, high: centre }
      : studentInterval(values);
    return { x, mean: centre, low, high, values };
  });
}
