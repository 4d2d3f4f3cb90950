import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** How much of the variance of a network's states lies in the plane, space, ... of most variance. */
export type ExplainedVariance = {
  /** The share that the first 1, 2, ... components explain. */
  readonly cumulativeRatio: readonly number[];
};

/** The bytes of the JSON file of explained variance. */
export function encodeExplainedVariance(explained: ExplainedVariance): Uint8Array<ArrayBuffer> {
  return encodeJson(explained);
}

/** Throws unless the bytes are an explained variance. */
export function readExplainedVariance(bytes: Uint8Array): ExplainedVariance {
  const fields = Fields.of(bytes, "explained variance");
  return { cumulativeRatio: fields.numbers("cumulativeRatio") };
}
