import { preferredAngles } from "../../lib/cells/head_direction_cells.ts";
import { decodeBearing } from "../../lib/decoding/bearing.ts";
import { encodeNpy, readNpy } from "../../lib/files/npy.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { decodeBearings } from "./stage.ts";

export async function run(action: ActionOf<typeof decodeBearings>): Promise<void> {
  const { trajectories, steps, cells } = action.parameters;
  const winners = readNpy(await action.read("winners"), Uint16Array, [trajectories, steps, null]);
  const k = winners.shape[2]!; // three extents, as asked for
  const data = decodeBearing(winners.data, k, preferredAngles(cells));
  await action.write("bearings", encodeNpy({ shape: [trajectories, steps], data }));
}
