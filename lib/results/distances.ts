import { encodeJson } from "../files/json.ts";
import { type ActiveName, activeNames, quiescentNames } from "./divergences.ts";
import { Fields } from "./fields.ts";

// A function: a spread list at the top level would be in every bundle that holds anything of this file.

/**
 * What is compared with activity: the columns of Fig. 2e, and of each row's own network a second active set
 * (its floor) and quiescence that stays at its start.
 */
export const comparedNames = () => [...quiescentNames, "floor", "frozen"] as const;
/** One of `comparedNames`. */
export type ComparedName = ReturnType<typeof comparedNames>[number];

/** Which steps of a quiescent phase; "all": as the divergences of Fig. 2e take them. */
export const distanceWindows = ["all", "early", "late"] as const;
/** One of `distanceWindows`. */
export type DistanceWindow = typeof distanceWindows[number];

/** How far one distribution of positions is from an active one, by distances without a bandwidth. */
export type Distance = {
  readonly compared: ComparedName;
  readonly active: ActiveName;
  /** null for what has no quiescent time: the uniform distribution, the floor, and standing still. */
  readonly window: DistanceWindow | null;
  /** Sliced Wasserstein distances of order 1 and 2, m. */
  readonly sw1: number;
  readonly sw2: number;
  /** Energy distance, m; negative by chance where distributions are alike. */
  readonly energy: number;
  /** Of the energy distance, by permutations of trajectories; null for the uniform, which has none. */
  readonly p: number | null;
};

/** The distances of a seed's networks. */
export type Distances = {
  readonly seed: number;
  readonly distances: readonly Distance[];
};

/** The bytes of the JSON file of distances. */
export function encodeDistances(distances: Distances): Uint8Array<ArrayBuffer> {
  return encodeJson(distances);
}

/** Throws unless the bytes are distances. */
export function readDistances(bytes: Uint8Array): Distances {
  const fields = Fields.of(bytes, "distances");
  return {
    seed: fields.number("seed"),
    distances: fields.objects("distances").map((each) => ({
      compared: each.oneOf("compared", comparedNames()),
      active: each.oneOf("active", activeNames),
      window: each.oneOfOrNull("window", distanceWindows),
      sw1: each.number("sw1"),
      sw2: each.number("sw2"),
      energy: each.number("energy"),
      p: each.numberOrNull("p"),
    })),
  };
}

/**
 * One of a seed's distances. What has no quiescent time is the same in every window; undefined where it was
 * not measured.
 */
export function distanceOf(
  all: readonly Distances[],
  seed: number,
  { compared, active, window }: Pick<Distance, "compared" | "active" | "window">,
): Distance | undefined {
  return all.find((each) => each.seed === seed)?.distances.find((each) =>
    each.compared === compared && each.active === active &&
    (each.window === null || each.window === window)
  );
}
