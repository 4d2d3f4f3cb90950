/** Results on the test batch; entry i after `batches[i]` batches. */
export interface TrainingHistory {
  readonly batches: readonly number[];
  /** Mean squared error over trajectories, time and outputs. */
  readonly loss: readonly number[];
  /** Mean distance between decoded and true coordinates, m or rad. */
  readonly error: readonly number[];
  /** Mean squared coordinate error, m^2 or rad^2; of bearings, circular. */
  readonly meanSquaredError: readonly number[];
  /** What the released code logs: the same, but for bearings not circular (paper.md D7, D12). */
  readonly releasedError: readonly number[];
}
