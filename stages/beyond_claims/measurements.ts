import { readDistances } from "../../lib/results/distances.ts";
import type { Distances } from "../../lib/results/distances.ts";
import { readDivergences } from "../../lib/results/divergences.ts";
import type { Divergences } from "../../lib/results/divergences.ts";
import { readReplay } from "../../lib/results/replay.ts";
import type { Replay } from "../../lib/results/replay.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighBeyond } from "./stage.ts";

type Action = ActionOf<typeof weighBeyond>;

/** All that the claims are weighed with, read once. */
export interface Measurements {
  readonly seeds: readonly number[];
  readonly windows: Action["parameters"]["windows"];
  readonly distances: readonly Distances[];
  /** The matrix of Fig. 2e. */
  readonly divergence: readonly Divergences[];
  readonly replay: readonly Replay[];
}

export async function readMeasurements(action: Action): Promise<Measurements> {
  const { seeds, windows } = action.parameters;
  return {
    seeds,
    windows,
    distances: (await action.readAll("distances")).map(readDistances),
    divergence: (await action.readAll("divergence")).map(readDivergences),
    replay: (await action.readAll("replay")).map(readReplay),
  };
}
