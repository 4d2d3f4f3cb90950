import { vanilla } from "../../../lib/networks/vanilla.ts";
import type { Architecture } from "../../../lib/networks/architecture.ts";
import type { Task } from "../../../lib/tasks/task.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { runOnTrack, trainOnTrack } from "./linear_track.ts";
import { TrackCells, trackCentres, trackTask } from "./track.ts";

/** First part of the paths of all its random streams. */
export const TRACK = "track";

type Parameters = ActionOf<typeof trainOnTrack | typeof runOnTrack>["parameters"];

/** The network and its task: one input, an output a place cell. */
export function trackNetwork(
  { network: { units, alpha }, cells, track }: Parameters,
): { readonly architecture: Architecture; readonly task: Task } {
  const population = new TrackCells(trackCentres(cells.count, track.length), cells.width);
  return {
    architecture: vanilla({ inputs: 1, units, outputs: cells.count }, alpha),
    task: trackTask(population, track, cells.winners),
  };
}
