import { encodeJson } from "../../../lib/files/json.ts";
import { readNpy } from "../../../lib/files/npy.ts";
import { cellsOf, visited } from "../../../lib/stats/coverage.ts";
import { mean } from "../../../lib/stats/summary.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { wandering } from "./noise_sweep.ts";

/** The room is parted into so many cells along each wall. */
const CELLS = 20;

/** The stage's code: all that its action key holds of it, apart from what it imports. */
export async function run(action: ActionOf<typeof wandering>): Promise<void> {
  const { steps, boxWidth: width, boxHeight: height } = action.parameters;
  const decoded = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  const [trajectories, all] = decoded.shape as readonly [number, number, number]; // checked by readNpy
  const visits = cellsOf(decoded, { cells: CELLS, width, height });
  const each = Array.from({ length: trajectories }, (_, i) => {
    const first = i * all, last = first + steps - 1;
    const moved = (axis: number) =>
      decoded.data[2 * last + axis]! - decoded.data[2 * first + axis]!;
    return {
      displacement: Math.sqrt(moved(0) ** 2 + moved(1) ** 2),
      covered: visited(visits.subarray(first, last + 1)).at(-1)! / CELLS ** 2, // of one step at least
    };
  });
  const meanOf = (measure: "displacement" | "covered") => mean(each.map((one) => one[measure]));
  await action.write(
    "wandering",
    encodeJson({ displacement: meanOf("displacement"), covered: meanOf("covered") }),
  );
}
