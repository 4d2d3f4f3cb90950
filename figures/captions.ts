import { additions } from "./captions/additions.ts";
import { appendixC } from "./captions/appendix_c.ts";
import { figure1 } from "./captions/figure1.ts";
import { figure2 } from "./captions/figure2.ts";
import { headDirection } from "./captions/head_direction.ts";
import type { PanelId } from "./panels.ts";

/** What ran, as far as captions state it. */
export interface CaptionSizes extends MapSizes {
  /** Law of the recurrent noise: uniform on [0, 1) ("released") or Gaussian ("described"). */
  readonly protocol: "released" | "described";
  /** Networks (seeds) of each condition. */
  readonly networks: number;
  /** Seed of the network in panels that show one. */
  readonly shownSeed: number;
  readonly trainingBatches: number;
  readonly trajectoriesPerBatch: number;
  /** Fig. 1c: trajectories of each phase, and their steps. */
  readonly explainedVariance: PhaseSizes;
  /** Fig. 1f, 1g. */
  readonly scatter: ScatterSizes;
  /** Fig. 2e: points drawn from each quiescent density; what the densities are estimated from. */
  readonly divergence: PhaseSizes & { readonly points: number };
  /** Fig. 2f: quiescent trajectories, their steps, and how many of those are dropped at first. */
  readonly totalVariance: {
    readonly trajectories: number;
    readonly steps: number;
    readonly dropped: number;
  };
  /** Fig. C.2. */
  readonly gru: MapSizes;
  /** Fig. C.3: every n-th of the trajectories is drawn, so many steps of it. */
  readonly examples: {
    readonly trajectories: number;
    readonly every: number;
    readonly steps: number;
  };
  /** Fig. C.3e, C.3f, C.4: noise of a step given to networks that were trained without. */
  readonly absoluteNoise: number;
  /** Fig. C.4: trajectories of each network and group, and the steps that are measured. */
  readonly stepDistance: { readonly trajectories: number; readonly steps: number };
  /** Fig. 3 and C.5. */
  readonly headDirection: HeadDirectionSizes;
  /** Fig. S1. */
  readonly fading: { readonly trajectories: number; readonly steps: number };
}

/** Of the maps of the box: Fig. 1d, 1e, 1h, 1i, 2a-d and C.1, or C.2. */
export interface MapSizes {
  /** Trajectories of each phase, and their steps (Fig. 1f, 1g, too). */
  readonly rollouts: PhaseSizes;
  /** Every n-th trajectory is drawn. */
  readonly drawnEvery: { readonly active: number; readonly quiescent: number };
  /** Densities (Fig. 1j, 1k, too). */
  readonly density: PhaseSizes & { readonly grid: number };
}

export interface ScatterSizes {
  readonly everyTrajectory: number;
  readonly fromStep: number;
  readonly everyStep: number;
}

export interface HeadDirectionSizes {
  readonly trainingBatches: number;
  readonly trajectoriesPerBatch: number;
  /** Fig. 3a-d and C.5d-f. */
  readonly rollouts: PhaseSizes;
  /** Fig. 3a, 3b. */
  readonly bins: number;
  /** Fig. 3c, 3d. */
  readonly scatter: ScatterSizes;
  /** Fig. C.5a-c: which trajectory is drawn (from 0), and how many steps of it. */
  readonly path: {
    readonly trajectory: number;
    readonly activeSteps: number;
    readonly quiescentSteps: number;
  };
}

export interface PhaseSizes {
  /** Of each phase. */
  readonly trajectories: number;
  readonly activeSteps: number;
  readonly quiescentSteps: number;
}

export interface Caption {
  readonly title: string;
  readonly caption: string;
}

/** What each panel shows, with the sizes that ran. */
export const captions: Readonly<Record<PanelId, (sizes: CaptionSizes) => Caption>> = {
  ...figure1,
  ...figure2,
  ...headDirection,
  ...appendixC,
  ...additions,
};
