import type { Cells } from "../cells/cells.ts";
import type { Stream } from "../random/stream.ts";
import type { Trajectories } from "./trajectories.ts";

/** What a network is trained to do: follow a variable from its changes, in the code of some cells. */
export interface Task {
  /** I, the extent of an update. */
  readonly inputs: number;
  /** The cells whose activations are the targets and set the initial state. */
  readonly cells: Cells;
  /** Draws trajectories; the same `starts` give the same starts whatever the motion. */
  draw(count: number, steps: number, starts: Stream, moves: Stream): Trajectories;
  /** The coordinates [n, D] that outputs [n, N] stand for. */
  decode(outputs: Float32Array): Float32Array<ArrayBuffer>;
  /** Compares decoded with true coordinates, [n, D]. */
  error(decoded: Float32Array, target: Float32Array): DecodingError;
}

/** How far decoded coordinates are from the true ones. */
export interface DecodingError {
  /** Mean distance, m or rad. */
  readonly distance: number;
  /** Mean squared coordinate error, m^2 or rad^2; of bearings, circular. */
  readonly squared: number;
  /** What the released code logs: the same, but for bearings not circular (paper.md D7, D12). */
  readonly released: number;
}
