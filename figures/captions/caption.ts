/**
 * What ran behind a figure, from the parameters of its actions, as far as captions state it. Lists have
 * an entry an action: what should be one number is said to be several where the actions disagree.
 */
export interface Ran {
  readonly panel: PanelRan;
  readonly trainings: readonly TrainingRan[];
  /** What was observed of networks. */
  readonly phases: readonly PhaseRan[];
  readonly densities: readonly { readonly steps: number; readonly gridPoints: number }[];
  readonly divergences: readonly {
    /** Drawn from the quiescent density. */
    readonly points: number;
    /** m */
    readonly boxWidth: number;
    readonly boxHeight: number;
  }[];
  /** Among which bearings were decoded. */
  readonly headDirectionCells: readonly number[];
  readonly stepDistances: readonly {
    readonly group: string;
    readonly steps: number;
    readonly phase: PhaseRan | undefined;
  }[];
  /** The steps that count, from `from` up to `to`. */
  readonly totalVariances: readonly Window[];
  /** Steps of early windows. */
  readonly early: readonly number[];
  /** Points at which divergences of other bandwidths are taken. */
  readonly bandwidthPoints: readonly number[];
  readonly fading: readonly {
    readonly rollout: string;
    /** null: all steps. */
    readonly window: Window | null;
    readonly phase: PhaseRan | undefined;
  }[];
  readonly noiseFactors: readonly { readonly early: number; readonly sampledSteps: number }[];
  readonly memories: readonly {
    /** Drawn from a density for a divergence; null on the circle. */
    readonly points: number | null;
  }[];
  /** Steps of the early window of quiescence. */
  readonly replays: readonly { readonly early: number }[];
  /** Comparisons of learned updates. */
  readonly updates: readonly UpdateRan[];
}

/** How the update of one network was looked at, and how long the runs were that it learned from. */
export interface UpdateRan {
  readonly trajectories: number;
  readonly from: number;
  readonly steps: number;
  readonly kickAt: number;
  readonly gainTimes: number;
  readonly places: number;
  /** Steps of a trajectory in training; undefined: a random network. */
  readonly trainingSteps: number | undefined;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** The numbers that a panel was given itself. */
export interface PanelRan {
  /** Every n-th trajectory is drawn. */
  readonly every?: number;
  /** So many steps of it. */
  readonly steps?: number;
  /** Every n-th trajectory and step of it, from `fromStep`. */
  readonly everyTrajectory?: number;
  readonly fromStep?: number;
  readonly everyStep?: number;
  /** Which trajectory is drawn, from 0. */
  readonly trajectory?: number;
  readonly bins?: number;
  /** On the noise in quiescence. */
  readonly varianceFactor?: number;
}

export interface TrainingRan {
  readonly seed: number;
  readonly batches: number;
  /** Trajectories of a batch. */
  readonly batchSize: number;
  /** Steps of each. */
  readonly steps: number;
  readonly noise: NoiseRan;
  readonly biased: boolean;
}

export interface PhaseRan {
  readonly phase: "active" | "quiescent";
  readonly seed: number;
  readonly trajectories: number;
  readonly steps: number;
  readonly noise: NoiseRan;
  /** undefined: a random network. */
  readonly training: TrainingRan | undefined;
}

/** sigma xi, added to each unit in each step; xi uniform on [0, 1) or N(0, 1). */
export interface NoiseRan {
  readonly law: "none" | "uniform" | "gaussian";
  readonly sigma: number;
}

export interface Caption {
  readonly title: string;
  readonly caption: string;
}
