import { finiteOrNull } from "../files/json.ts";
import type { Fields } from "./fields.ts";

/** A measure of one network, and how sure it is within the seed; null where it is not finite. */
export type Measured = {
  readonly value: number | null;
  /** Standard error over whole trajectories. */
  readonly error: number | null;
  /** Where the middle 95 % of resamples of trajectories lie. */
  readonly low: number | null;
  readonly high: number | null;
};

/** A measure and its interval as JSON holds them. */
export function measured(
  value: number,
  { error, low, high }: { readonly error: number; readonly low: number; readonly high: number },
): Measured {
  return {
    value: finiteOrNull(value),
    error: finiteOrNull(error),
    low: finiteOrNull(low),
    high: finiteOrNull(high),
  };
}

/** Reads a measure. */
export function readMeasured(fields: Fields): Measured {
  return {
    value: fields.numberOrNull("value"),
    error: fields.numberOrNull("error"),
    low: fields.numberOrNull("low"),
    high: fields.numberOrNull("high"),
  };
}
