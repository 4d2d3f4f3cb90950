import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";
import { type Measured, readMeasured } from "./measured.ts";
import { readUpdatedNetwork, type UpdatedNetwork } from "./updated_network.ts";

/** What becomes of a kick l = 1, 2, ... steps later, at index l - 1. */
export type KickedBandResponse = {
  /** c(l) = sum e_l . e_0 / sum |e_0|^2 */
  readonly overlap: readonly Measured[];
  /** a(l) = sqrt(sum |e_l|^2 / sum |e_0|^2) */
  readonly norm: readonly Measured[];
};

/** How active states of one network answer a kick of s sqrt(H) in directions of a band. */
export type KickResponses = UpdatedNetwork & {
  readonly trajectories: number;
  /** t of the kick. */
  readonly at: number;
  /** null: there are no components in the band. */
  readonly manifold: KickedBandResponse | null;
  readonly transverse: KickedBandResponse | null;
};

/** The bytes of the JSON file of kick responses. */
export function encodeKickResponses(responses: KickResponses): Uint8Array<ArrayBuffer> {
  return encodeJson(responses);
}

/** Throws unless the bytes are kick responses. */
export function readKickResponses(bytes: Uint8Array): KickResponses {
  const fields = Fields.of(bytes, "kick responses");
  const read = (each: Fields): KickedBandResponse => ({
    overlap: each.objects("overlap").map(readMeasured),
    norm: each.objects("norm").map(readMeasured),
  });
  return {
    ...readUpdatedNetwork(fields),
    trajectories: fields.number("trajectories"),
    at: fields.number("at"),
    manifold: fields.objectOrNull("manifold", read),
    transverse: fields.objectOrNull("transverse", read),
  };
}
