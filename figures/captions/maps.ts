import type { Caption, CaptionSizes, MapSizes, ScatterSizes } from "../captions.ts";
import type { Phase } from "../parts/style.ts";
import { type Bias, doubled, network, noise, ordinal, phaseOf, phaseTitle } from "./phrases.ts";

/** Whose maps a caption is about, where it is not a vanilla network with doubled noise. */
export interface MapKind {
  readonly sizes: MapSizes;
  readonly kind: string;
  /** What is special about it, for the title: ", GRU". */
  readonly remark: string;
  /** What quiescence is. */
  readonly quiescence: (phase: Phase) => string;
}

function vanilla(sizes: CaptionSizes): MapKind {
  return { sizes, kind: "network", remark: "", quiescence: doubled };
}

/** Fig. 1d, 1e, 2a, 2b and those like them. */
export function drawn(
  sizes: CaptionSizes,
  phase: Phase,
  bias: Bias,
  { sizes: { rollouts, drawnEvery }, kind, remark, quiescence }: MapKind = vanilla(sizes),
): Caption {
  const every = drawnEvery[phase];
  return {
    title: `Decoded trajectories, ${phaseTitle(phase, bias)}${remark}`,
    caption: `Decoded positions, ${phase} phase${quiescence(phase)}: every ${ordinal(every)} of ` +
      `${phaseOf(rollouts, phase)}. Circles: starts; triangles: ends; square: the box. ` +
      `${network(sizes, bias, kind)} ${noise(sizes)}`,
  };
}

/** Fig. 1h, 1i, 2c, 2d and those like them. */
export function positions(
  sizes: CaptionSizes,
  phase: Phase,
  bias: Bias,
  { sizes: { density }, kind, remark, quiescence }: MapKind = vanilla(sizes),
): Caption {
  return {
    title: `Density of decoded positions, ${phaseTitle(phase, bias)}${remark}`,
    caption: `${kernel(density)} of decoded positions, ${phase} phase${quiescence(phase)}: ` +
      `${phaseOf(density, phase)}. Square: the box. ` +
      `${network(sizes, bias, kind)} ${noise(sizes)}`,
  };
}

/** "Gaussian kernel density (Scott's factor, 100 × 100 grid)" */
export function kernel({ grid }: MapSizes["density"]): string {
  return `Gaussian kernel density (Scott's factor, ${grid} × ${grid} grid)`;
}

/** Which states a scatter plot shows and how far its axes reach. */
export function scattered({ everyTrajectory, fromStep, everyStep }: ScatterSizes): string {
  return `every ${ordinal(everyTrajectory)} trajectory, every ${
    ordinal(everyStep)
  } step from step ` +
    `${fromStep} (counted from 0). Axes: the range of both phases and 10 % more on each side.`;
}
