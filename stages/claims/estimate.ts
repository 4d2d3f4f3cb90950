/** What was measured of one network. */
export interface Estimate {
  readonly value: number;
  /** Standard error within the seed, over whole trajectories; undefined where it is not known. */
  readonly error: number | undefined;
}

/** An estimate that may be missing, for what it is made of is. */
export type MaybeEstimate = Estimate | undefined;

/** The estimate of a measure as a file has it: null where it has none. */
export function estimate(
  value: number | null | undefined,
  error?: number | null,
): MaybeEstimate {
  return value === null || value === undefined ? undefined : { value, error: error ?? undefined };
}

/**
 * Errors are combined as those of independent numbers: too large an error where both share a distribution,
 * as two divergences from the same activity do.
 */
export function difference(a: MaybeEstimate, b: MaybeEstimate): MaybeEstimate {
  return a && b && { value: a.value - b.value, error: together(a.error, b.error) };
}

/** The error is that of the quotient, to first order. */
export function ratio(a: MaybeEstimate, b: MaybeEstimate): MaybeEstimate {
  if (a === undefined || b === undefined) return undefined;
  const value = a.value / b.value;
  const relative = together(of(a.error, a.value), of(b.error, b.value));
  return { value, error: relative === undefined ? undefined : Math.abs(value) * relative };
}

/** The largest of estimates; missing if one of them is, or if there are none. */
export function largest(all: readonly MaybeEstimate[]): MaybeEstimate {
  return extreme(all, (value, found) => value > found);
}

/** The smallest of estimates; missing if one of them is, or if there are none. */
export function smallest(all: readonly MaybeEstimate[]): MaybeEstimate {
  return extreme(all, (value, found) => value < found);
}

function extreme(
  all: readonly MaybeEstimate[],
  replaces: (value: number, found: number) => boolean,
): MaybeEstimate {
  let found = all[0];
  for (const each of all) {
    if (each === undefined) return undefined;
    if (found === undefined || replaces(each.value, found.value)) found = each;
  }
  return found;
}

function together(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.sqrt(a * a + b * b);
}

function of(error: number | undefined, value: number): number | undefined {
  return error === undefined ? undefined : error / value;
}
