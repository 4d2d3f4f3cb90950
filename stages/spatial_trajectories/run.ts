import { encodeNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import { drawWalks, spatialTrajectories as trajectoriesOf, walk } from "../../lib/tasks/spatial.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { setPath } from "../networks/set_path.ts";
import type { spatialTrajectories } from "./stage.ts";

export async function run(action: ActionOf<typeof spatialTrajectories>): Promise<void> {
  const { seed, set, count, steps, motion: { anchorX, anchorY, ...rest } } = action.parameters;
  const motion = { ...rest, anchor: [anchorX, anchorY] } as const;
  const named = (name: string) => stream("spatial", seed, "evaluation", ...setPath(set), name);
  const draws = drawWalks({ count, steps }, motion, {
    starts: named("starts"),
    moves: named("moves"),
  });
  const { coordinates, updates } = trajectoriesOf(walk(draws, motion));
  await action.write("coordinates", encodeNpy(coordinates));
  await action.write("updates", encodeNpy(updates));
}
