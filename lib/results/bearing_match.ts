import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** null where states stand still in the centre; of errors, where there is a single trajectory, too. */
type MatchValues = {
  /** The total variation distance of the bearing histograms, 0 to 1. */
  readonly histogramDistance: number | null;
  /**
   * The 5th percentile of the states' distance from the centre on PC 1 and 2 over its median: near 1 in
   * a ring, 0.32 in a disc.
   */
  readonly activeHole: number | null;
  readonly quiescentHole: number | null;
};

/** How the bearings and the states of a network's phases compare. */
export type BearingMatch = MatchValues & {
  readonly seed: number;
  /** Standard errors over whole trajectories. */
  readonly errors: MatchValues;
};

/** The bytes of the JSON file of a comparison of bearings. */
export function encodeBearingMatch(match: BearingMatch): Uint8Array<ArrayBuffer> {
  return encodeJson(match);
}

/** Throws unless the bytes are a match. */
export function readBearingMatch(bytes: Uint8Array): BearingMatch {
  const fields = Fields.of(bytes, "bearing match");
  return {
    seed: fields.number("seed"),
    ...valuesOf(fields),
    errors: valuesOf(fields.object("errors")),
  };
}

function valuesOf(fields: Fields): MatchValues {
  return {
    histogramDistance: fields.numberOrNull("histogramDistance"),
    activeHole: fields.numberOrNull("activeHole"),
    quiescentHole: fields.numberOrNull("quiescentHole"),
  };
}
