import { formatDuration } from "../amount.ts";
import type { Comparison } from "../plan/comparison.ts";
import type { Estimate } from "../plan/estimate.ts";
import { inWords } from "../plan/reason.ts";
import { tableLines } from "../table.ts";
import { placeKey, placeOf } from "./condition.ts";
import type { Place } from "./condition.ts";

/** Reasons of a row that are named; the rest is counted. */
const NAMED = 3;

/** The actions of a stage and condition that are to run. */
export interface PlannedRow extends Place {
  readonly run: number;
  /** Expected, of all of them. */
  readonly seconds: number;
  /** Each once. */
  readonly reasons: readonly string[];
  /** Stages that run first. */
  readonly after: readonly string[];
}

/** What would run, in the graph's order; comparisons of actions that would not are left out. */
export function plannedRows(comparisons: readonly Comparison[], estimate: Estimate): PlannedRow[] {
  const due = comparisons.filter(({ node }) => node.reason !== undefined);
  const groups = Map.groupBy(due, ({ node }) => placeKey(placeOf(node.action)));
  const rows = [...groups.values()].map((all): PlannedRow => ({
    ...placeOf(all[0]!.node.action), // a group has at least one member
    run: all.length,
    seconds: all.reduce((sum, { node }) => sum + estimate.seconds(node), 0),
    reasons: [...new Set(all.flatMap(reasonsOf))],
    after: [...new Set(all.flatMap(({ awaited }) => awaited.map(({ stage }) => stage)))],
  }));
  return [...Map.groupBy(rows, ({ stage }) => stage).values()].flat();
}

/** The table for people; conditions that a stage is to run under for the same reasons are one row. */
export function plannedLines(
  comparisons: readonly Comparison[],
  estimate: Estimate,
  width?: number,
): string[] {
  const rows = plannedRows(comparisons, estimate);
  if (rows.length === 0) return [];
  const alike = Map.groupBy(
    rows,
    ({ stage, reasons, after }) => JSON.stringify([stage, reasons, after]),
  );
  const cells = [...alike.values()].map((group) => {
    const { stage, condition, reasons, after } = group[0]!; // as above
    return {
      row: [
        stage,
        group.length === 1 ? condition : `${group.length} conditions`,
        String(group.reduce((sum, { run }) => sum + run, 0)),
        formatDuration(group.reduce((sum, { seconds }) => sum + seconds, 0)),
      ],
      why: [
        ...reasons.length > 0 ? [listed(reasons)] : [],
        ...after.length > 0 ? [`after ${listed(after)}`] : [],
      ].join("; "),
    };
  });
  const columns = [
    { name: "stage" },
    { name: "condition" },
    { name: "run", align: "right" },
    { name: "about", align: "right" },
  ] as const;
  const beside = tableLines(
    [...columns, { name: "why" }],
    cells.map(({ row, why }) => [...row, why]),
  );
  if (beside.every((line) => line.length <= (width ?? Infinity))) return beside;
  const [head, rule, ...lines] = tableLines(columns, cells.map(({ row }) => row));
  return [head!, rule!, ...lines.flatMap((line, i) => [line, `  ${cells[i]!.why}`])]; // a line a row
}

function listed(texts: readonly string[]): string {
  const rest = texts.length > NAMED ? ` and ${texts.length - NAMED} more` : "";
  return texts.slice(0, NAMED).join(", ") + rest;
}

/** Why an action is to run, but for what runs first. */
function reasonsOf({ node, state, causes, changes, awaited }: Comparison): string[] {
  const failed = state === "failed" ? ["it failed"] : [];
  if (causes.has("never run")) return [...failed, "it never ran"];
  const reasons = [...failed, ...changes.map(inWords)];
  return reasons.length + awaited.length > 0 ? reasons : [node.reason!]; // of those that run
}
