/** A tidy table: a row a number. */
export interface Table {
  /** The swept paths, then those of MEASURED. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Columns that follow the swept parameters. */
export const MEASURED = ["condition", "seed", "phase", "measure", "value"] as const;

/** The output of each stage that a sweep's table takes numbers from. */
const outputs: Readonly<Record<string, string>> = {
  train: "history",
  pca: "explained",
  totalVariance: "variance",
  divergence: "kl",
  stepDistance: "distances",
  bearingMatch: "match",
  angularVelocities: "velocity",
  fading: "fading",
};

/** The output of a stage that holds measures; undefined of one that holds none. */
export function measuredOutput(stage: string): string | undefined {
  return Object.hasOwn(outputs, stage) ? outputs[stage] : undefined;
}
