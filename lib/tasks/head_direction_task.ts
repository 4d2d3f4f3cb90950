import type { HeadDirectionCells } from "../cells/head_direction_cells.ts";
import { decodeBearing } from "../decoding/bearing.ts";
import { topK } from "../decoding/top_k.ts";
import { bearingError } from "../stats/decoding_error.ts";
import { drawHeadings, headDirectionTrajectories, walkHeadings } from "./head_direction.ts";
import type { HeadDirectionMotion } from "./head_direction_motion.ts";
import type { Task } from "./task.ts";

/**
 * Head direction estimation (paper.md 2.2): from turns to head direction cell activations. Its errors
 * are circular.
 *
 * @param k how many of the most active cells the decoded bearing is the circular mean of
 */
export function headDirectionTask(
  cells: HeadDirectionCells,
  motion: HeadDirectionMotion,
  k: number,
): Task {
  return {
    inputs: 1,
    cells,
    draw: (count, steps, starts, moves) =>
      headDirectionTrajectories(
        walkHeadings(drawHeadings({ count, steps }, motion, { starts, moves }), motion),
      ),
    decode(outputs) {
      const rows = outputs.length / cells.count;
      const winners = new Uint16Array(rows * k);
      topK(outputs, { rows, cells: cells.count, k }, winners);
      return decodeBearing(winners, k, cells.preferredAngles);
    },
    error(decoded, target) {
      const { absolute, squared, released } = bearingError(decoded, target);
      return { distance: absolute, squared, released };
    },
  };
}
