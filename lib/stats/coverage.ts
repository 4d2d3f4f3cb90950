import { extents, type TrajectoryArray } from "./extents.ts";

/** A box, centred on the origin and parted into `cells` x `cells` equal cells. */
export interface CellGrid {
  readonly cells: number;
  /** m */
  readonly width: number;
  /** m */
  readonly height: number;
}

/**
 * The cell of every point of trajectories [n, T, 2], [n, T]: rows of the box from below, each from the left.
 * A point outside belongs to the cell at the border that is nearest.
 */
export function cellsOf(
  trajectories: TrajectoryArray,
  { cells, width, height }: CellGrid,
): Uint16Array<ArrayBuffer> {
  const { count, steps, dimensions } = extents(trajectories);
  if (dimensions !== 2) {
    throw new Error(`Cannot find cells: found ${dimensions} coordinates, expected two`);
  }
  const { data } = trajectories;
  const place = (value: number, extent: number) =>
    Math.min(cells - 1, Math.max(0, Math.floor((value / extent + 0.5) * cells)));
  return Uint16Array.from(
    { length: count * steps },
    (_, i) => place(data[2 * i + 1]!, height) * cells + place(data[2 * i]!, width),
  );
}

/**
 * How many different cells a trajectory has visited after each step.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual([...visited(Uint16Array.of(4, 4, 7, 4, 9))], [1, 1, 2, 2, 3]);
 * ```
 */
export function visited(cells: Uint16Array): Uint32Array<ArrayBuffer> {
  const seen = new Set<number>();
  return Uint32Array.from(cells, (cell) => seen.add(cell).size);
}
