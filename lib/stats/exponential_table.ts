/** Table entries to one unit of the exponent; what is used of the table fits a level-1 cache. */
export const STEPS = 32;

/** Where the table ends: exp(-708) is the smallest whole power of e that is a normal double. */
export const LIMIT = 708 * STEPS;

/**
 * exp(-t / STEPS) for t >= 0 from a table at whole t and a short series between: within 1e-12 relative,
 * and 0 from half a step before exp(-708) on. Free of Math.exp, whose last bits depend on V8.
 */
export class ExponentialTable {
  /** exp(-i / STEPS) for whole i up to LIMIT, where it is 0. */
  readonly values = makeTable();

  /** exp(-t / STEPS). */
  at(t: number): number {
    if (!(t < LIMIT)) return 0;
    const step = Math.round(t);
    return this.values[step]! * series(step - t);
  }
}

/**
 * Coefficients of exp(x / STEPS) from x on, after the first, 1; for |x| <= 1/2 the next term is below 3e-14.
 */
export const SERIES = [1 / 32, 1 / 2048, 1 / 196608, 1 / 25165824, 1 / 4026531840] as const;

function series(x: number): number {
  const [a, b, c, d, e] = SERIES;
  return 1 + x * (a + x * (b + x * (c + x * (d + x * e))));
}

function makeTable(): Float64Array<ArrayBuffer> {
  const fractions = Float64Array.from({ length: STEPS }, (_, step) => powerSeries(-step / STEPS));
  const table = new Float64Array(LIMIT + 1);
  for (let step = 0, power = 1; step < LIMIT; step++) {
    table[step] = power * fractions[step % STEPS]!;
    if (step % STEPS === STEPS - 1) power /= Math.E;
  }
  return table;
}

/** exp(x), its series summed until it stands still. */
function powerSeries(x: number): number {
  let sum = 0;
  for (let term = 1, n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= x / n;
  }
  return sum;
}
