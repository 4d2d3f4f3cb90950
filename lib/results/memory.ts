import { encodeJson } from "../files/json.ts";
import { activeNames } from "./divergences.ts";
import type { ActiveName } from "./divergences.ts";
import { Fields } from "./fields.ts";

/** Whose networks: on the spatial task, with vanilla cells or GRUs, or on the head direction task. */
export const populations = ["spatial", "gru", "headDirection"] as const;
/** One of `populations`. */
export type Population = typeof populations[number];

/** Where quiescence starts: where activity does, or about the centre of the box, or bearing 0. */
export type StartsFrom = "own" | "centre";

type ByStart<T> = Readonly<Record<StartsFrom, T>>;

/** How far points are from activity. */
export type FromActivity = {
  /** KL(points || active), nats; null on the circle, and where points span no plane. */
  readonly kl: number | null;
  /** Sliced Wasserstein distance of order 1, m, or Wasserstein of order 1 on the circle, rad. */
  readonly distance: number;
};

/** How a network's quiescence fares in a window of its steps. */
export type MemoryWindow = FromActivity & {
  readonly from: number;
  readonly to: number;
  /** The largest output, 1 being its mean over the active phase. */
  readonly peak: number;
  /** Share of steps longer than any active step. */
  readonly jumps: number;
};

/** What a network's quiescence keeps of its start, and how far it is from activity. */
export type Memory = {
  readonly seed: number;
  readonly population: Population;
  readonly network: ActiveName;
  /** Quiescent steps of the values, from 0. */
  readonly steps: readonly number[];
  /**
   * R^2 of the decoded position on the start, or of bearings |mean exp(i (theta_t - theta_0))|; null where it
   * is not defined.
   */
  readonly memory: ByStart<readonly (number | null)[]>;
  /** Distance of the decoded points at that step from all of activity. */
  readonly distance: ByStart<readonly number[]>;
  readonly early: ByStart<MemoryWindow>;
  readonly late: ByStart<MemoryWindow>;
  /** The same of the starts, repeated. */
  readonly frozen: ByStart<FromActivity>;
  /** The same of a second active set: what they are by chance. */
  readonly floor: FromActivity;
};

/** The bytes of the JSON file of a network's memory. */
export function encodeMemory(memory: Memory): Uint8Array<ArrayBuffer> {
  return encodeJson(memory);
}

/** Throws unless the bytes are a memory. */
export function readMemory(bytes: Uint8Array): Memory {
  const fields = Fields.of(bytes, "memory of the start");
  const byStart = <T>(name: string, read: (fields: Fields, start: StartsFrom) => T): ByStart<T> => {
    const both = fields.object(name);
    return { own: read(both, "own"), centre: read(both, "centre") };
  };
  const fromActivity = (each: Fields): FromActivity => ({
    kl: each.numberOrNull("kl"),
    distance: each.number("distance"),
  });
  const window = (within: Fields, start: StartsFrom): MemoryWindow => {
    const each = within.object(start);
    return {
      ...fromActivity(each),
      from: each.number("from"),
      to: each.number("to"),
      peak: each.number("peak"),
      jumps: each.number("jumps"),
    };
  };
  return {
    seed: fields.number("seed"),
    population: fields.oneOf("population", populations),
    network: fields.oneOf("network", activeNames),
    steps: fields.numbers("steps"),
    memory: byStart("memory", (both, start) => both.numbersOrNulls(start)),
    distance: byStart("distance", (both, start) => both.numbers(start)),
    early: byStart("early", window),
    late: byStart("late", window),
    frozen: byStart("frozen", (both, start) => fromActivity(both.object(start))),
    floor: fromActivity(fields.object("floor")),
  };
}
