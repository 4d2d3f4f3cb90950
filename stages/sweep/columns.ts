import { measuredColumns } from "../../lib/results/sweep_table.ts";
import { UsageError } from "../../pipeline/errors.ts";
import type { Labels } from "../../pipeline/labels.ts";

/**
 * The names of all labels, in an order that each of them has, too: a name that is new stands behind the
 * one before it.
 */
export function labelColumns(all: Iterable<Labels>): string[] {
  const columns: string[] = [];
  for (const labels of all) {
    let at = 0;
    for (const name of Object.keys(labels)) {
      if (!columns.includes(name)) columns.splice(at, 0, name);
      at = columns.indexOf(name) + 1;
    }
  }
  return columns;
}

/** Throws a UsageError if two columns of a sweep's table would have one name. */
export function checkColumns(paths: readonly string[], labels: readonly string[]): void {
  const columns = [...paths, ...labels, ...measuredColumns];
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice === undefined) return;
  throw new UsageError(
    `Cannot sweep ${paths.join(", ")}: two columns of the table would be called "${twice}"; ` +
      "type more of the parameter's path, or rename the label",
  );
}
