import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighBeyond } from "./stage.ts";

type Action = ActionOf<typeof weighBeyond>;

/** All that the claims are weighed with, read once. */
export interface Measurements {
  readonly seeds: readonly number[];
  readonly windows: Action["parameters"]["windows"];
}

export function readMeasurements({ parameters: { seeds, windows } }: Action): Measurements {
  return { seeds, windows };
}
