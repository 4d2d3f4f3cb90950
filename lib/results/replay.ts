import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { present } from "./present.ts";

/** Task and cell of a network whose replay is measured. */
export const replayKinds = ["spatial", "GRU", "head direction"] as const;
/** One of `replayKinds`. */
export type ReplayKind = typeof replayKinds[number];

/** How it was trained, as Fig. 2e names it: unbiased (U) or biased (B), with noise (σ); R^σ: not at all. */
export const replayConditions = ["U", "B", "U^σ", "B^σ", "R^σ"] as const;
/** One of `replayConditions`. */
export type ReplayCondition = typeof replayConditions[number];

/** What moves: the animal, or what is decoded in the active phase or in a window of quiescence. */
export const replayPhases = ["true", "active", "early", "late"] as const;
/** One of `replayPhases`. */
export type ReplayPhase = typeof replayPhases[number];

/** How it is decoded; nothing decodes the animal's own path. */
export const replayDecoders = ["none", "smooth", "top-3"] as const;
/** One of `replayDecoders`. */
export type ReplayDecoder = typeof replayDecoders[number];

/** Lags that exponents are fitted at, steps; the second is the primary one. */
export const fitRanges = [{ from: 1, to: 10 }, { from: 5, to: 25 }, { from: 10, to: 50 }] as const;
/** The place of the primary range. */
export const PRIMARY = 1;
/** The lag at which displacements of phases are compared, steps. */
export const COMPARED_LAG = 10;
/** Paths go through every n-th point, and are given for so many steps. */
export const PATH = { stride: 5, steps: 100 } as const;
/** Stretches of live activity: how long they are at least, and how many must be found. */
export const STRETCH = { steps: 100, fewest: 20 } as const;
/** Cells of the box along each side: of 0.2 m in the paper's. */
export const CELLS = 11;
/** Late quiescence with more jumps than this share, or a largest output beyond these, is hardly replay. */
export const FADED = { jumps: 0.01, low: 0.5, high: 2 } as const;

/** A measure of one network. */
export type ReplayMeasure = {
  /** null where it cannot be taken. */
  readonly value: number | null;
  /** Standard error over whole trajectories. */
  readonly error: number | null;
  /** Why there is no value. */
  readonly why?: string | undefined;
};

/** How something moves over some steps; m, or rad on the circle. */
export type Motion = {
  readonly phase: ReplayPhase;
  readonly decoder: ReplayDecoder;
  /** The steps, from `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  /** Lags of fits are at most so long. */
  readonly longestLag: number;
  /** Mean squared displacement, an entry a lag from 1 on. */
  readonly squared: readonly number[];
  /** alpha of lag^alpha, one a fit range. */
  readonly exponents: readonly ReplayMeasure[];
  /** Both without the mean displacement; on the circle alone. */
  readonly detrended?:
    | { readonly squared: readonly number[]; readonly exponents: readonly ReplayMeasure[] }
    | undefined;
  /** Distance through every 5th point, per 100 steps: the mean over trajectories; null in fewer than 6. */
  readonly path: number | null;
  /** 5, 25, 50, 75 and 95 % of steps are at most so long. */
  readonly stepQuantiles: readonly number[];
  readonly longestStep: number;
  /** Of quiescence alone. */
  readonly beside?: BesideActivity | undefined;
};

/** Quiescence beside activity, seen through the same decoder. */
export type BesideActivity = {
  /** Root mean squared displacement at 10 steps, that of activity being 1. */
  readonly compression: ReplayMeasure;
  /** Share of steps longer than any active one. */
  readonly jumps: number;
  /** The largest output, its mean over the active phase being 1. */
  readonly peak: number;
  /**
   * The primary exponent over steps whose largest output is at least half of that mean, in stretches of at
   * least 100 such steps of one trajectory; null if these are fewer than 20.
   */
  readonly lively: ReplayMeasure & { readonly stretches: number };
};

/** Coverage of the box: the share of its cells, decoded smoothly. */
export type Coverage = {
  /** "quiescent" begins with quiescence, "late" with its late window. */
  readonly phase: "true" | "active" | "quiescent" | "late";
  /** Elapsed steps. */
  readonly steps: readonly number[];
  /** By a trajectory in these steps: the mean. */
  readonly each: readonly number[];
  /** By all trajectories together, as many in every phase. */
  readonly pooled: readonly number[];
  /** Distances travelled, m: those that half of the trajectories travel at least. */
  readonly distances: readonly number[];
  /** By a trajectory when it has travelled so far: the mean of those that do. */
  readonly eachAtDistance: readonly number[];
};

/** How one network moves when it replays, beside how it and the animal move in activity. */
export type Replay = {
  readonly seed: number;
  readonly kind: ReplayKind;
  readonly condition: ReplayCondition;
  readonly motions: readonly Motion[];
  /** None on the circle. */
  readonly coverage: readonly Coverage[];
};

/** The motion of a phase through a decoder. */
export function motionOf(
  { motions }: Replay,
  phase: ReplayPhase,
  decoder: ReplayDecoder = "smooth",
): Motion | undefined {
  return motions.find((each) => each.phase === phase && each.decoder === decoder);
}

/** Whether late quiescence is hardly replay: its jumps, decoded by the most active cells, or its largest output. */
export function fades(replay: Replay): boolean {
  const late = motionOf(replay, "late", "top-3")?.beside;
  return late !== undefined &&
    (late.jumps > FADED.jumps || late.peak < FADED.low || late.peak > FADED.high);
}

/** The bytes of the JSON file of a network's replay. */
export function encodeReplay(replay: Replay): Uint8Array<ArrayBuffer> {
  return encodeJson({ ...replay, motions: replay.motions.map(motionJson) });
}

function motionJson({ exponents, detrended, beside, ...motion }: Motion) {
  return present({
    ...motion,
    exponents: exponents.map(present),
    detrended: detrended && { ...detrended, exponents: detrended.exponents.map(present) },
    beside: beside && {
      ...beside,
      compression: present(beside.compression),
      lively: present(beside.lively),
    },
  });
}

/** Throws unless the bytes are a network's replay. */
export function readReplay(bytes: Uint8Array): Replay {
  const fields = Fields.of(bytes, "replay");
  return {
    seed: fields.number("seed"),
    kind: fields.oneOf("kind", replayKinds),
    condition: fields.oneOf("condition", replayConditions),
    motions: fields.objects("motions").map(readMotion),
    coverage: fields.objects("coverage").map((each) => ({
      phase: each.oneOf("phase", ["true", "active", "quiescent", "late"]),
      steps: each.numbers("steps"),
      each: each.numbers("each"),
      pooled: each.numbers("pooled"),
      distances: each.numbers("distances"),
      eachAtDistance: each.numbers("eachAtDistance"),
    })),
  };
}

function readMotion(fields: Fields): Motion {
  const optional = <T>(name: string, read: (fields: Fields) => T) =>
    fields.optional(name, (name) => read(fields.object(name)));
  return {
    phase: fields.oneOf("phase", replayPhases),
    decoder: fields.oneOf("decoder", replayDecoders),
    from: fields.number("from"),
    to: fields.number("to"),
    longestLag: fields.number("longestLag"),
    squared: fields.numbers("squared"),
    exponents: fields.objects("exponents").map(readMeasure),
    detrended: optional("detrended", (each) => ({
      squared: each.numbers("squared"),
      exponents: each.objects("exponents").map(readMeasure),
    })),
    path: fields.numberOrNull("path"),
    stepQuantiles: fields.numbers("stepQuantiles"),
    longestStep: fields.number("longestStep"),
    beside: optional("beside", (each) => ({
      compression: readMeasure(each.object("compression")),
      jumps: each.number("jumps"),
      peak: each.number("peak"),
      lively: {
        ...readMeasure(each.object("lively")),
        stretches: each.object("lively").number("stretches"),
      },
    })),
  };
}

function readMeasure(fields: Fields): ReplayMeasure {
  return {
    value: fields.numberOrNull("value"),
    error: fields.numberOrNull("error"),
    why: fields.optional("why", (name) => fields.text(name)),
  };
}
