import { readReplay } from "../../lib/results/replay.ts";
import type { Replay } from "../../lib/results/replay.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighBeyond } from "./stage.ts";

type Action = ActionOf<typeof weighBeyond>;

/** All that the claims are weighed with, read once. */
export interface Measurements {
  readonly seeds: readonly number[];
  readonly windows: Action["parameters"]["windows"];
  readonly replay: readonly Replay[];
}

export async function readMeasurements(action: Action): Promise<Measurements> {
  const { seeds, windows } = action.parameters;
  return { seeds, windows, replay: (await action.readAll("replay")).map(readReplay) };
}
