import { RELEASED_FOLD } from "../../lib/stats/circular.ts";
import type { Phase } from "../parts/style.ts";
import type { Caption, Ran } from "./caption.ts";
import { scattered } from "./maps.ts";
import { bias, each, network, phasesOf, quiescence, sentences, sizeOf } from "./phrases.ts";

/** Fig. 3 and C.5: networks that track head direction. */
export const headDirection = {
  fig3a: (ran) => histogram(ran, "active"),
  fig3b: (ran) => histogram(ran, "quiescent"),
  fig3c: (ran) => states(ran, "active"),
  fig3d: (ran) => states(ran, "quiescent"),
  figC5a: (ran) => path(ran, "active"),
  figC5b: (ran) => path(ran, "quiescent"),
  figC5c: (ran) => path(ran, "quiescent"),
  figC5d: (ran) => velocities(ran, "active"),
  figC5e: (ran) => velocities(ran, "quiescent"),
  figC5f: (ran) => velocities(ran, "quiescent"),
} as const satisfies Record<string, (ran: Ran) => Caption>;

function histogram(ran: Ran, phase: Phase): Caption {
  return {
    title: `Decoded bearing, ${phase}`,
    caption: sentences(
      `Decoded bearings, ${phase} phase${quiescence(ran, phase)}: ` +
        `${sizeOf(phasesOf(ran, phase))}, in ${each([ran.panel.bins])} bins. Areas show shares: ` +
        "a radius is the root of a share, on one scale in both phases. Dashed: the uniform distribution.",
      trained(ran),
    ),
  };
}

function states(ran: Ran, phase: Phase): Caption {
  return {
    title: `States on PC 1 and 2 by bearing, ${phase}`,
    caption: sentences(
      `Hidden states, ${phase} phase${quiescence(ran, phase)}, on the first two principal ` +
        "components of the active phase, coloured by decoded bearing. " +
        `${sizeOf(phasesOf(ran, phase))}: ${scattered(ran)}`,
      trained(ran),
    ),
  };
}

function path(ran: Ran, phase: Phase): Caption {
  const { trajectory, steps } = ran.panel;
  return {
    title: `Decoded bearing over time, ${phase}, ${bias(ran)}`,
    caption: sentences(
      `Decoded bearing of one trajectory (number ${each([trajectory])}, counted from 0) over ` +
        `${each([steps])} steps, ${phase} phase${
          quiescence(ran, phase)
        }; time runs outwards from ` +
        "the centre (ring) to the triangle.",
      trained(ran),
    ),
  };
}

function velocities(ran: Ran, phase: Phase): Caption {
  return {
    title: `Angular velocity, ${phase}, ${bias(ran)}`,
    caption: sentences(
      "Circular differences of consecutive decoded bearings, " +
        `${phase} phase${quiescence(ran, phase)}: ${sizeOf(phasesOf(ran, phase))}. Dashed: their ` +
        "mean. Grey: the mean that the released code's rule gives, which folds only differences " +
        `beyond ${RELEASED_FOLD} π.`,
      comb(ran),
      trained(ran),
    ),
  };
}

/** Why the histograms have gaps and teeth. */
function comb({ headDirectionCells }: Ran): string {
  const steps = headDirectionCells.map((cells) => Number((2 * Math.PI / cells).toPrecision(2)));
  return `The decoder tells ${each(headDirectionCells)} bearings apart, ${
    each(steps)
  } rad from each ` +
    "other: a bin without a multiple of this step is nearly empty, hence the comb.";
}

function trained(ran: Ran): string {
  const { trainings } = ran;
  return sentences(
    network(ran, "head direction network"),
    `${each(trainings.map(({ batches }) => batches))} batches of ` +
      `${each(trainings.map(({ batchSize }) => batchSize))} trajectories.`,
  );
}
