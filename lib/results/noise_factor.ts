import { encodeJson } from "../files/json.ts";
import type { Window } from "../stats/trajectory_window.ts";
import { Fields } from "./fields.ts";

/** What a factor on the noise's variance does to its mean: "scaled" with it, as released, or "kept". */
export const noiseMeans = ["scaled", "kept"] as const;
/** One of `noiseMeans`. */
export type NoiseMean = typeof noiseMeans[number];

/** Parts of quiescence: its first steps, and its second half. */
export const quiescentWindows = ["early", "late"] as const;
/** One of `quiescentWindows`. */
export type QuiescentWindow = typeof quiescentWindows[number];

/** The noisy networks by their names in Fig. 2e. */
export const sweptNetworks = ["U^σ", "B^σ"] as const;
/** One of `sweptNetworks`. */
export type SweptNetwork = typeof sweptNetworks[number];

/** How far states are from active ones; the first is the primary one. */
export const stateDistances = ["state", "sliced", "energy"] as const;
/** One of `stateDistances`. */
export type StateDistance = typeof stateDistances[number];

/**
 * "state": sliced W2 on the first active components, 1 being the spread of activity; "sliced": sliced W1 of
 * decoded positions, m; "energy": their energy distance, m.
 */
export type Distances = Readonly<Record<StateDistance, number>>;

/** A window of a sweep, one value a factor. */
export type SweptWindow = Readonly<Record<StateDistance, readonly number[]>> & {
  /** The largest output, 1 being its mean over the active phase. */
  readonly peak: readonly number[];
  /** Share of steps longer than any active step. */
  readonly jumps: readonly number[];
  /** "state" of resampled trajectories, the same for all factors and windows: one list a resample. */
  readonly resampled: readonly (readonly number[])[];
};

/** Quiescence of one network with every factor. */
export type NoiseSweep = Readonly<Record<QuiescentWindow, SweptWindow>> & {
  readonly mean: NoiseMean;
  /**
   * The variance over trajectories at the factor 2, 1 being that of activity, by quiescent step (the middles
   * of bins): on the first active components, and all the rest.
   */
  readonly course: {
    readonly step: readonly number[];
    readonly leading: readonly number[];
    readonly rest: readonly number[];
  };
};

/** What the factor on the variance of quiescent noise does to one network (eq. 19, beyond.md B). */
export type NoiseFactor = {
  readonly seed: number;
  readonly network: SweptNetwork;
  readonly factors: readonly number[];
  readonly windows: Readonly<Record<QuiescentWindow, Pick<Window, "from" | "to">>>;
  /** Of a second active set from the first. */
  readonly floor: Distances;
  /** Of quiescence that stays at its start. */
  readonly frozen: Distances;
  readonly sweeps: readonly NoiseSweep[];
};

/** The bytes of the JSON file of a network's sweeps. */
export function encodeNoiseFactor(found: NoiseFactor): Uint8Array<ArrayBuffer> {
  return encodeJson(found);
}

/** Throws unless the bytes are a network's sweeps. */
export function readNoiseFactor(bytes: Uint8Array): NoiseFactor {
  const fields = Fields.of(bytes, "noise factor");
  const windows = fields.object("windows");
  return {
    seed: fields.number("seed"),
    network: fields.oneOf("network", sweptNetworks),
    factors: fields.numbers("factors"),
    windows: {
      early: windowOf(windows.object("early")),
      late: windowOf(windows.object("late")),
    },
    floor: distances(fields.object("floor")),
    frozen: distances(fields.object("frozen")),
    sweeps: fields.objects("sweeps").map((sweep) => {
      const course = sweep.object("course");
      return {
        mean: sweep.oneOf("mean", noiseMeans),
        early: sweptWindow(sweep.object("early")),
        late: sweptWindow(sweep.object("late")),
        course: {
          step: course.numbers("step"),
          leading: course.numbers("leading"),
          rest: course.numbers("rest"),
        },
      };
    }),
  };
}

function windowOf(fields: Fields): Window {
  return { from: fields.number("from"), to: fields.number("to") };
}

function distances(fields: Fields): Distances {
  return {
    state: fields.number("state"),
    sliced: fields.number("sliced"),
    energy: fields.number("energy"),
  };
}

function sweptWindow(fields: Fields): SweptWindow {
  return {
    state: fields.numbers("state"),
    sliced: fields.numbers("sliced"),
    energy: fields.numbers("energy"),
    peak: fields.numbers("peak"),
    jumps: fields.numbers("jumps"),
    resampled: fields.lists("resampled"),
  };
}
