import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** Differences of consecutive bearings, rad a step. */
type Shares = {
  /** The share of all differences in each bin. */
  readonly proportion: readonly number[];
  /** Of all differences. */
  readonly mean: number;
};

/** How fast and which way the decoded bearings of a network turn: circular differences. */
export type AngularVelocities = Shares & {
  readonly seed: number;
  /** Of the bins, rising; one more than there are proportions. */
  readonly edges: readonly number[];
  /** The share of negative differences. */
  readonly backward: number;
  /** Standard errors over whole trajectories; null of a single one. */
  readonly errors: { readonly mean: number | null; readonly backward: number | null };
  /** The differences as the released code has them: folded beyond 1.5 pi alone (paper.md D11). */
  readonly released: Shares;
};

/** The bytes of the JSON file of angular velocities. */
export function encodeAngularVelocities(velocities: AngularVelocities): Uint8Array<ArrayBuffer> {
  return encodeJson(velocities);
}

/** Throws unless the bytes are angular velocities. */
export function readAngularVelocities(bytes: Uint8Array): AngularVelocities {
  const fields = Fields.of(bytes, "angular velocities");
  const errors = fields.object("errors");
  return {
    seed: fields.number("seed"),
    edges: fields.numbers("edges"),
    ...sharesOf(fields),
    backward: fields.number("backward"),
    errors: { mean: errors.numberOrNull("mean"), backward: errors.numberOrNull("backward") },
    released: sharesOf(fields.object("released")),
  };
}

function sharesOf(fields: Fields): Shares {
  return { proportion: fields.numbers("proportion"), mean: fields.number("mean") };
}
