import { type Phase, RANGE_MARGIN } from "../parts/style.ts";
import type { Caption, Ran } from "./caption.ts";
import {
  each,
  network,
  ordinal,
  phasesOf,
  phaseTitle,
  quiescence,
  sentences,
  sizeOf,
} from "./phrases.ts";

/** Whose maps a caption is about, where it is not a vanilla network with the usual quiescence. */
export interface MapKind {
  readonly kind: string;
  /** What is special about it, for the title: ", GRU". */
  readonly remark: string;
}

const VANILLA: MapKind = { kind: "network", remark: "" };

/** Fig. 1d, 1e, 2a, 2b and those like them. */
export function drawn(ran: Ran, phase: Phase, { kind, remark } = VANILLA): Caption {
  return {
    title: `Decoded trajectories, ${phaseTitle(phase, ran)}${remark}`,
    caption: sentences(
      `Decoded positions, ${phase} phase${quiescence(ran, phase)}: every ` +
        `${ordinal(ran.panel.every)} of ${sizeOf(phasesOf(ran, phase))}. Rings: starts; ` +
        "triangles: ends; shades only tell trajectories apart; square: the box.",
      network(ran, kind),
    ),
  };
}

/** Fig. 1h, 1i, 2c, 2d and those like them. */
export function positions(ran: Ran, phase: Phase, { kind, remark } = VANILLA): Caption {
  return {
    title: `Density of decoded positions, ${phaseTitle(phase, ran)}${remark}`,
    caption: sentences(
      `${kernel(ran)} of decoded positions, ${phase} phase${quiescence(ran, phase)}: ` +
        `${
          sizeOf(phasesOf(ran, phase), ran.densities.map(({ steps }) => steps))
        }. Square: the box, whose walls the kernel smooths over.`,
      network(ran, kind),
    ),
  };
}

/** "Gaussian kernel density (Scott's factor, 100 × 100 grid)" */
export function kernel({ densities }: Ran): string {
  const points = each(densities.map(({ gridPoints }) => gridPoints));
  return `Gaussian kernel density (Scott's factor, ${points} × ${points} grid)`;
}

/** Which states a scatter plot shows and how far its axes reach. */
export function scattered({ panel: { everyTrajectory, fromStep, everyStep } }: Ran): string {
  return `every ${ordinal(everyTrajectory)} trajectory, every ${
    ordinal(everyStep)
  } step from step ` +
    `${each([fromStep])} (counted from 0). Axes: the range of both phases and ` +
    `${100 * RANGE_MARGIN} % more on each side.`;
}
