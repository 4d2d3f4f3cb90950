import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** A parameter that a sweep changes. */
export type SweptParameter = {
  /** As it was typed: "train.sigmaStep". */
  readonly path: string;
  /** "" of a pure number, or where parameters of several units are meant. */
  readonly unit: string;
};

/** One number that was measured at one point of a sweep. */
export type SweepRow = {
  /** The values of the swept parameters; a number where it is one, so that it can be an axis. */
  readonly point: readonly (string | number)[];
  /** Those of the action that gave it, in the table's order; null where it has no such label. */
  readonly labels: readonly (string | number | null)[];
  /** What else the action is called: "train". */
  readonly action: string;
  /** "step distance" */
  readonly quantity: string;
  /** "" of a pure number; null where it is not known. */
  readonly unit: string | null;
  /** null where it is not defined. */
  readonly value: number | null;
};

/** The measures of all points of a sweep. */
export type SweepTable = {
  readonly swept: readonly SweptParameter[];
  /** Names of labels: "task", "cell", "noise", "bias", "seed", "phase". */
  readonly labels: readonly string[];
  readonly rows: readonly SweepRow[];
};

/** A tidy table, a row a number. */
export type TidyTable = {
  /** The swept paths, the labels, then those of `measuredColumns`. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Columns that follow the swept parameters and the labels. */
export const measuredColumns = ["action", "quantity", "unit", "value"] as const;

/** The table as rows of columns: the swept values, the labels, then `action` to `value`. */
export function tidyTable(
  { swept, labels, rows }: Pick<SweepTable, "labels" | "rows"> & {
    readonly swept: readonly Pick<SweptParameter, "path">[];
  },
): TidyTable {
  return {
    columns: [...swept.map(({ path }) => path), ...labels, ...measuredColumns],
    rows: rows.map((row) => [
      ...row.point,
      ...row.labels,
      ...measuredColumns.map((column) => row[column]),
    ]),
  };
}

/** The bytes of the JSON file of a table of a sweep. */
export function encodeSweepTable(table: SweepTable): Uint8Array<ArrayBuffer> {
  return encodeJson({ swept: table.swept, labels: table.labels, ...tidyTable(table) });
}

/** Throws unless the bytes are a table of a sweep. */
export function readSweepTable(bytes: Uint8Array): SweepTable {
  const fields = Fields.of(bytes, "sweep table");
  const swept = fields.objects("swept").map((each) => ({
    path: each.text("path"),
    unit: each.text("unit"),
  }));
  const labels = fields.texts("labels");
  const expected = tidyTable({ swept, labels, rows: [] }).columns.join(", ");
  const columns = fields.texts("columns").join(", ");
  if (columns !== expected) {
    throw new Error(`Cannot read sweep table: its columns are ${columns}, expected ${expected}`);
  }
  const points = swept.map((_, i) => `point ${i}`); // a path may be called as a label is
  const places = labels.map((_, i) => `label ${i}`);
  return {
    swept,
    labels,
    rows: fields.rows("rows", [...points, ...places, ...measuredColumns]).map((row) => ({
      point: points.map((name) => row.textOrNumber(name)),
      labels: places.map((name) => row.textOrNumberOrNull(name)),
      action: row.text("action"),
      quantity: row.text("quantity"),
      unit: row.textOrNull("unit"),
      value: row.numberOrNull("value"),
    })),
  };
}
