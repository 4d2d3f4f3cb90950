import { encodeNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import {
  drawHeadings,
  headDirectionTrajectories as trajectoriesOf,
  walkHeadings,
} from "../../lib/tasks/head_direction.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { setPath } from "../networks/set_path.ts";
import type { headDirectionTrajectories } from "./stage.ts";

export async function run(action: ActionOf<typeof headDirectionTrajectories>): Promise<void> {
  const { seed, set, count, steps, motion } = action.parameters;
  const named = (name: string) =>
    stream("headDirection", seed, "evaluation", ...setPath(set), name);
  const draws = drawHeadings({ count, steps }, motion, {
    starts: named("starts"),
    moves: named("moves"),
  });
  const { coordinates, updates } = trajectoriesOf(walkHeadings(draws, motion));
  await action.write("coordinates", encodeNpy(coordinates));
  await action.write("updates", encodeNpy(updates));
}
