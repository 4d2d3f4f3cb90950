import { decodePosition } from "../../lib/decoding/position.ts";
import { encodeNpy, readNpy } from "../../lib/files/npy.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { decodePositions } from "./stage.ts";

export async function run(action: ActionOf<typeof decodePositions>): Promise<void> {
  const { trajectories, steps } = action.parameters;
  const shape = [trajectories, steps, null];
  const winners = readNpy(await action.read("winners"), Uint16Array, shape);
  const centres = readNpy(await action.read("centres"), Float32Array, [null, 2]);
  const k = winners.shape[2]!; // three extents, as asked for
  const data = decodePosition(winners.data, k, centres.data);
  await action.write("decoded", encodeNpy({ shape: [trajectories, steps, 2], data }));
}
