/** A tidy table: a row a number. */
export interface Table {
  /** The swept paths, then those of MEASURED. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Columns that follow the swept parameters. */
export const MEASURED = ["condition", "seed", "phase", "measure", "value"] as const;
