import { weightedRows } from "./weighted_rows.ts";

/** How vectors a stand to vectors b, pooled over trajectories. */
export interface PairMeasures {
  /** sum a . b / sum |b|^2 */
  readonly slope: number;
  /** sum a . b / sqrt(sum |a|^2 sum |b|^2) */
  readonly cosine: number;
  /** sqrt(sum |a|^2 / sum |b|^2) */
  readonly norm: number;
}

/**
 * Sums of products of pairs of vectors for each trajectory and lag, [n, L, 3]: the measures of any resample
 * of whole trajectories follow from them.
 */
export class PairSums {
  readonly #sums: Float64Array;

  constructor(readonly trajectories: number, readonly lags: number) {
    this.#sums = new Float64Array(trajectories * lags * 3);
  }

  /** Adds a pair a trajectory, both [n, d], at a lag from 0. */
  add(lag: number, a: Float32Array, b: Float32Array): void {
    const width = a.length / this.trajectories;
    for (let n = 0, at = 0; n < this.trajectories; n++) {
      let ab = 0, aa = 0, bb = 0;
      for (const end = at + width; at < end; at++) {
        ab += a[at]! * b[at]!;
        aa += a[at]! * a[at]!;
        bb += b[at]! * b[at]!;
      }
      const to = (n * this.lags + lag) * 3;
      this.#sums[to]! += ab;
      this.#sums[to + 1]! += aa;
      this.#sums[to + 2]! += bb;
    }
  }

  /**
   * The measures at each lag.
   *
   * @param drawn how often each trajectory counts; each once by default
   */
  measures(drawn?: Float64Array): PairMeasures[] {
    const sums = weightedRows(this.#sums, this.trajectories, drawn);
    return Array.from({ length: this.lags }, (_, lag) => {
      const ab = sums[3 * lag]!, aa = sums[3 * lag + 1]!, bb = sums[3 * lag + 2]!;
      return { slope: ab / bb, cosine: ab / Math.sqrt(aa * bb), norm: Math.sqrt(aa / bb) };
    });
  }
}
