import { encodeJson } from "../files/json.ts";
import { type ComparedName, comparedNames } from "./distances.ts";
import { type ActiveName, activeNames } from "./divergences.ts";
import { Fields } from "./fields.ts";

/** What Scott's factor is multiplied by. */
export const bandwidthFactors = [0.5, 1, 2] as const;

/** A divergence of Fig. 2e, at another bandwidth of both densities. */
export type BandwidthDivergence = {
  readonly compared: ComparedName;
  readonly active: ActiveName;
  /** Multiplies Scott's factor. */
  readonly factor: number;
  /** KL(compared || active), nats; null where points span no plane and so have no density. */
  readonly nats: number | null;
  /** Share of log ratios that were clipped. */
  readonly clipped: number | null;
};

/** How a seed's divergences depend on the bandwidth, both phases thinned to equally many points. */
export type Bandwidths = {
  readonly seed: number;
  readonly divergences: readonly BandwidthDivergence[];
};

/** The bytes of the JSON file of divergences by bandwidth. */
export function encodeBandwidths(bandwidths: Bandwidths): Uint8Array<ArrayBuffer> {
  return encodeJson(bandwidths);
}

/** Throws unless the bytes are divergences by bandwidth. */
export function readBandwidths(bytes: Uint8Array): Bandwidths {
  const fields = Fields.of(bytes, "divergences by bandwidth");
  return {
    seed: fields.number("seed"),
    divergences: fields.objects("divergences").map((each) => ({
      compared: each.oneOf("compared", comparedNames()),
      active: each.oneOf("active", activeNames),
      factor: each.number("factor"),
      nats: each.numberOrNull("nats"),
      clipped: each.numberOrNull("clipped"),
    })),
  };
}
