/** All panels: Fig. 1 of one unbiased network, Fig. 2 of biased ones and of comparisons. */
export type FigureId =
  | `fig1${"a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k"}`
  | `fig2${"a" | "b" | "c" | "d" | "e" | "f"}`;

/** What ran, as far as captions state it. */
export interface CaptionSizes {
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
  /** Fig. 1d-g, 2a, 2b: trajectories of each phase, and their steps. */
  readonly rollouts: PhaseSizes;
  /** Fig. 1d, 1e, 2a, 2b: every n-th trajectory is drawn. */
  readonly drawnEvery: { readonly active: number; readonly quiescent: number };
  /** Fig. 1f, 1g. */
  readonly scatter: {
    readonly everyTrajectory: number;
    readonly fromStep: number;
    readonly everyStep: number;
  };
  /** Fig. 1h-k, 2c, 2d. */
  readonly density: PhaseSizes & { readonly grid: number };
  /** Fig. 2e: points drawn from each quiescent density; what the densities are estimated from. */
  readonly divergence: PhaseSizes & { readonly points: number };
  /** Fig. 2f: quiescent trajectories, their steps, and how many of those are dropped at first. */
  readonly totalVariance: {
    readonly trajectories: number;
    readonly steps: number;
    readonly dropped: number;
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
export const captions: Readonly<Record<FigureId, (sizes: CaptionSizes) => Caption>> = {
  fig1a: () => ({
    title: "Path integration and its offline reactivation",
    caption:
      "Active: a recurrent network with noise gets velocity alone and is trained to give the " +
      "activity of place cells, from which the position is decoded. Quiescent: the input is off and " +
      "the variance of the noise doubled. Schematic.",
  }),
  fig1b: (sizes) => ({
    title: "Training",
    caption:
      "Test loss (mean squared error of place-cell activity, grey) and decoding error (mean " +
      "distance of decoded and true position, black) on one fixed test batch, the noise on, over " +
      `${sizes.trainingBatches} batches of ${sizes.trajectoriesPerBatch} trajectories. ` +
      `Noisy, unbiased training. ${spread(sizes)} ${noise(sizes)}`,
  }),
  fig1c: (sizes) => ({
    title: "Explained variance",
    caption:
      "Cumulative explained variance of hidden states, a principal component analysis fitted " +
      `to each phase: ${phases(sizes.explainedVariance)}. ${spread(sizes)} ${noise(sizes)}`,
  }),
  fig1d: (sizes) => drawn(sizes, "active", "unbiased"),
  fig1e: (sizes) => drawn(sizes, "quiescent", "unbiased"),
  fig1f: (sizes) => states(sizes, "active"),
  fig1g: (sizes) => states(sizes, "quiescent"),
  fig1h: (sizes) => positions(sizes, "active", "unbiased"),
  fig1i: (sizes) => positions(sizes, "quiescent", "unbiased"),
  fig1j: (sizes) => stateDensity(sizes, "active"),
  fig1k: (sizes) => stateDensity(sizes, "quiescent"),
  fig2a: (sizes) => drawn(sizes, "active", "biased"),
  fig2b: (sizes) => drawn(sizes, "quiescent", "biased"),
  fig2c: (sizes) => positions(sizes, "active", "biased"),
  fig2d: (sizes) => positions(sizes, "quiescent", "biased"),
  fig2e: (sizes) => ({
    title: "Divergence of quiescent from active distributions",
    caption:
      "KL divergence (nats) of the decoded positions of each quiescent distribution (columns) " +
      "from each active one (rows): networks trained unbiased (U) or biased (B), with noise " +
      "(σ) or without, random networks (R), and the true uniform distribution. Estimated at " +
      `${sizes.divergence.points} points drawn from the quiescent density, the log ratio clipped to ` +
      `±7 ln 10; densities from ${phases(sizes.divergence)}. ${mean(sizes)} † The uniform column ` +
      "uses the joint density 1/4.84 per m²; the released code's value, ln 2.2 higher, is below " +
      `it. ${noise(sizes)}`,
  }),
  fig2f: (sizes) => {
    const { trajectories, steps, dropped } = sizes.totalVariance;
    return {
      title: "Total variance in quiescence",
      caption:
        "Variance over time of the decoded position (ddof 1), summed over x and y, averaged " +
        `over ${trajectories} quiescent trajectories of ${steps} steps of which the first ` +
        `${dropped} are dropped. Dots: networks (${sizes.networks} a condition). Boxes: quartiles ` +
        "and median; whiskers: the furthest values within 1.5 interquartile ranges (no box below " +
        `3 networks). ${noise(sizes)}`,
    };
  },
};

type Phase = "active" | "quiescent";
type Bias = "unbiased" | "biased";

function drawn(sizes: CaptionSizes, phase: Phase, bias: Bias): Caption {
  const every = sizes.drawnEvery[phase];
  return {
    title: `Decoded trajectories, ${phase}${bias === "biased" ? ", biased" : ""}`,
    caption: `Decoded positions, ${phase} phase${doubled(phase)}: every ${ordinal(every)} of ` +
      `${phaseOf(sizes.rollouts, phase)}. Circles: starts; triangles: ends; square: the box. ` +
      `${network(sizes, bias)} ${noise(sizes)}`,
  };
}

function states(sizes: CaptionSizes, phase: Phase): Caption {
  const { everyTrajectory, fromStep, everyStep } = sizes.scatter;
  return {
    title: `States on PC 1 and 2, ${phase}`,
    caption:
      `Hidden states, ${phase} phase${doubled(phase)}, on the first two principal components ` +
      "of the active phase, coloured by the distance of the decoded position from the centre of " +
      `the box. ${phaseOf(sizes.rollouts, phase)}: every ${ordinal(everyTrajectory)} trajectory, ` +
      `every ${ordinal(everyStep)} step from step ${fromStep} (counted from 0). Axes: the active ` +
      `range and 10 % more on each side. ${network(sizes, "unbiased")} ${noise(sizes)}`,
  };
}

function positions(sizes: CaptionSizes, phase: Phase, bias: Bias): Caption {
  return {
    title: `Density of decoded positions, ${phase}${bias === "biased" ? ", biased" : ""}`,
    caption: `${kernel(sizes)} of decoded positions, ${phase} phase${doubled(phase)}: ` +
      `${phaseOf(sizes.density, phase)}. Square: the box. ` +
      `${network(sizes, bias)} ${noise(sizes)}`,
  };
}

function stateDensity(sizes: CaptionSizes, phase: Phase): Caption {
  return {
    title: `Density of states on PC 1 and 2, ${phase}`,
    caption:
      `${kernel(sizes)} of hidden states, ${phase} phase${doubled(phase)}, on the first two ` +
      `principal components of the active phase: ${phaseOf(sizes.density, phase)}. ` +
      `${network(sizes, "unbiased")} ${noise(sizes)}`,
  };
}

function kernel({ density: { grid } }: CaptionSizes): string {
  return `Gaussian kernel density (Scott's factor, ${grid} × ${grid} grid)`;
}

function doubled(phase: Phase): string {
  return phase === "quiescent" ? " (input off, noise variance doubled)" : "";
}

function phases({ trajectories, activeSteps, quiescentSteps }: PhaseSizes): string {
  return `${trajectories} trajectories a phase, ${activeSteps} active and ${quiescentSteps} ` +
    "quiescent steps";
}

function phaseOf(sizes: PhaseSizes, phase: Phase): string {
  const steps = phase === "active" ? sizes.activeSteps : sizes.quiescentSteps;
  return `${sizes.trajectories} trajectories of ${steps} steps`;
}

function network({ shownSeed }: CaptionSizes, bias: Bias): string {
  return `One network (seed ${shownSeed}), trained noisy and ${bias}.`;
}

function spread({ networks }: CaptionSizes): string {
  return networks === 1 ? "One network." : `Mean ± 1 SD (ddof 0) over ${networks} networks.`;
}

function mean({ networks }: CaptionSizes): string {
  return networks === 1 ? "One network a condition." : `Means over ${networks} networks.`;
}

function noise({ protocol }: CaptionSizes): string {
  return protocol === "released"
    ? "Recurrent noise uniform on [0, 1), scaled, as in the released code."
    : "Recurrent noise Gaussian, as the paper's text describes it.";
}

/** "2nd", "8th" */
function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teen ? "th" : ["th", "st", "nd", "rd"][n % 10] ?? "th";
  return `${n}${suffix}`;
}
