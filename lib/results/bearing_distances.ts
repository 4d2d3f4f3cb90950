import { type Bias, biases } from "../conditions.ts";
import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/**
 * How far a head direction network's bearings are from its active ones: the circle's Wasserstein distance,
 * rad along the circle.
 */
export type BearingDistances = {
  readonly seed: number;
  readonly bias: Bias;
  /** Of quiescent steps, by window. */
  readonly all: number;
  readonly early: number;
  readonly late: number;
  /** Of a second active set. */
  readonly again: number;
  /** Of quiescence that stays at its start. */
  readonly frozen: number;
};

/** The bytes of the JSON file of distances of bearings. */
export function encodeBearingDistances(distances: BearingDistances): Uint8Array<ArrayBuffer> {
  return encodeJson(distances);
}

/** Throws unless the bytes are distances of bearings. */
export function readBearingDistances(bytes: Uint8Array): BearingDistances {
  const fields = Fields.of(bytes, "distances of bearings");
  return {
    seed: fields.number("seed"),
    bias: fields.oneOf("bias", biases),
    all: fields.number("all"),
    early: fields.number("early"),
    late: fields.number("late"),
    again: fields.number("again"),
    frozen: fields.number("frozen"),
  };
}
