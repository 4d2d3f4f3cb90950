import { mean } from "../../lib/stats/summary.ts";
import type { Matrix } from "./matrix.ts";
import { DIVERGENCE_RAMP } from "./style.ts";

/** Active distributions: networks trained unbiased (U) or biased (B), with noise (σ) or without. */
export const ACTIVE = ["U^σ", "U", "B^σ", "B"] as const;
/** Quiescent distributions: the same, the true uniform one, and random networks (R^σ). */
export const QUIESCENT = ["U^σ", "U", "uniform", "B^σ", "B", "R^σ"] as const;

export type Active = typeof ACTIVE[number];
export type Quiescent = typeof QUIESCENT[number];

/** The divergences of one quiescent distribution from the active ones of a seed, nats. */
export interface Divergences {
  readonly quiescent: Quiescent;
  readonly seed: number;
  readonly values: Readonly<Partial<Record<Active, number | null>>>;
  /** Of "uniform" alone: as the released code has it, log 2.2 too high (paper.md D2). */
  readonly released?: Readonly<Partial<Record<Active, number | null>>>;
}

/** The matrix of Fig. 2e: means over seeds. */
export function divergenceMatrix(measured: readonly Divergences[], maximum: number): Matrix {
  const average = (values: (number | null | undefined)[]): number | null => {
    const found = values.filter((value) => value !== undefined && value !== null);
    return found.length === 0 ? null : mean(found);
  };
  return {
    rowsLabel: "active",
    columnsLabel: "quiescent",
    rows: ACTIVE,
    columns: QUIESCENT,
    cell(row, column) {
      const of = measured.filter(({ quiescent }) => quiescent === column);
      // The rows are ACTIVE.
      const active = row as Active;
      const value = average(of.map(({ values }) => values[active]));
      const released = average(of.map((each) => each.released?.[active]));
      return released === null ? { value } : { value, note: released };
    },
    rampLabel: "KL divergence (nats)",
    stops: DIVERGENCE_RAMP,
    maximum,
    noteText: "as the released code computes it",
  };
}
