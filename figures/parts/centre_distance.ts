import type { ScatterColour } from "./scatter.ts";
import { DISTANCE_RAMP } from "./style.ts";

/** Colours a state by the distance of its decoded position from the centre of the box, 0-1.5 m. */
export const CENTRE_DISTANCE: ScatterColour = {
  ramp: {
    label: "distance from centre (m)",
    stops: DISTANCE_RAMP,
    domain: [0, 1.5],
    ticks: [0, 0.5, 1, 1.5],
  },
  value: Math.hypot,
};
