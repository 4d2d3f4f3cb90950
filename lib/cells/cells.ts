/** A population of cells, each tuned to a place in the task's coordinates (a position, a bearing). */
export interface Cells {
  /** N */
  readonly count: number;
  /** Coordinates of a point: 2 for positions, 1 for bearings. */
  readonly dimensions: number;
  /**
   * Activations at the points [n, dimensions], written to the first n x N entries of `out`, one row
   * a point.
   */
  activate(points: Float32Array, out: Float32Array): void;
}
