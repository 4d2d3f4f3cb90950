import type { NdArray } from "../../lib/array.ts";
import { drawRamp } from "./ramp.ts";
import type { Colouring } from "./scatter.ts";
import { DISTANCE_RAMP } from "./style.ts";

/** Colours states by the distance of their decoded position ([n, T, 2], m) from the centre, 0-1.5 m. */
export function centreDistance({ shape, data }: NdArray): Colouring {
  const domain = [0, 1.5] as const;
  return {
    shape,
    stops: DISTANCE_RAMP,
    domain,
    value: (state) => Math.sqrt((data[2 * state]!) ** 2 + (data[2 * state + 1]!) ** 2),
    legend: (document, area, clipped) =>
      drawRamp(document, area, {
        label: "distance from centre (m)",
        stops: DISTANCE_RAMP,
        domain,
        ticks: [0, 0.5, 1, 1.5],
        clipped,
      }),
  };
}
