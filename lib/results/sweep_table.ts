import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** One number that was measured at one point of a sweep. */
export type SweepRow = {
  /** The values of the swept parameters; a number where it is one, so that it can be an axis. */
  readonly point: readonly (string | number)[];
  readonly condition: string;
  /** null of what has no seed. */
  readonly seed: number | null;
  readonly phase: string | null;
  /** "step distance" */
  readonly measure: string;
  /** null where it is not defined. */
  readonly value: number | null;
};

/** The measures of all points of a sweep. */
export type SweepTable = {
  /** The paths of the swept parameters. */
  readonly swept: readonly string[];
  readonly rows: readonly SweepRow[];
};

/** A tidy table, a row a number: what the file holds. */
export type TidyTable = {
  /** The swept paths, then those of `measuredColumns`. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Columns that follow the swept parameters. */
const measuredColumns = ["condition", "seed", "phase", "measure", "value"] as const;

/** The table as rows of columns: the swept values, then `condition` to `value`. */
export function tidyTable({ swept, rows }: SweepTable): TidyTable {
  return {
    columns: [...swept, ...measuredColumns],
    rows: rows.map((row) => [...row.point, ...measuredColumns.map((column) => row[column])]),
  };
}

/** The bytes of the JSON file of a table of a sweep. */
export function encodeSweepTable(table: SweepTable): Uint8Array<ArrayBuffer> {
  return encodeJson(tidyTable(table));
}

/** Throws unless the bytes are a table of a sweep. */
export function readSweepTable(bytes: Uint8Array): SweepTable {
  const fields = Fields.of(bytes, "sweep table");
  const columns = fields.texts("columns");
  const swept = columns.slice(0, -measuredColumns.length);
  const last = columns.slice(swept.length).join(", ");
  if (last !== measuredColumns.join(", ")) {
    throw new Error(
      `Cannot read sweep table: its last columns are ${last}, expected ${
        measuredColumns.join(", ")
      }`,
    );
  }
  const points = swept.map((_, i) => `point ${i}`); // a path may be called as a column is
  return {
    swept,
    rows: fields.rows("rows", [...points, ...measuredColumns]).map((row) => ({
      point: points.map((name) => row.textOrNumber(name)),
      condition: row.text("condition"),
      seed: row.numberOrNull("seed"),
      phase: row.textOrNull("phase"),
      measure: row.text("measure"),
      value: row.numberOrNull("value"),
    })),
  };
}
