import type { PlaceCells } from "../cells/place_cells.ts";
import { decodePosition } from "../decoding/position.ts";
import { topK } from "../decoding/top_k.ts";
import { positionError } from "../stats/decoding_error.ts";
import { drawWalks, spatialTrajectories, walk } from "./spatial.ts";
import type { SpatialMotion } from "./spatial_motion.ts";
import type { Task } from "./task.ts";

/**
 * Spatial position estimation (paper.md 2.1): from velocities to place-cell activations.
 *
 * @param k how many of the most active cells the decoded position is the mean of
 */
export function spatialTask(cells: PlaceCells, motion: SpatialMotion, k: number): Task {
  return {
    inputs: 2,
    cells,
    draw: (count, steps, starts, moves) =>
      spatialTrajectories(walk(drawWalks({ count, steps }, motion, { starts, moves }), motion)),
    decode(outputs) {
      const rows = outputs.length / cells.count;
      const winners = new Uint16Array(rows * k);
      topK(outputs, { rows, cells: cells.count, k }, winners);
      return decodePosition(winners, k, cells.centres.data);
    },
    error(decoded, target) {
      const { distance, squared } = positionError(decoded, target);
      return { distance, squared, released: squared };
    },
  };
}
