import { UsageError } from "../../pipeline/errors.ts";

/** A parameter and the values that it takes in turn, as typed. */
interface SweptParameter {
  readonly path: string;
  readonly values: readonly string[];
}

/** Parameters that go through their values together; mostly one. */
export type Sweep = readonly SweptParameter[];

/** Values of a range at most. */
const MOST = 10_000;
/** Digits that are kept of a computed value: what arithmetic adds to 0.3 is behind them. */
const DIGITS = 12;

/**
 * The words of `--sweep`: values ("sigmaStep=0,0.005,0.01"), ranges from:to:step with both ends
 * ("sigmaStep=0:0.02:0.005"), values that are evenly spaced in their logarithm
 * ("learningRate=log(1e-4,1e-1,4)"), and of several parameters together, with as many values each
 * ("sigmaStep=0,0.01/learningRate=0.001,0.002"). Throws a UsageError for anything else.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const [{ path, values }] = parseSweep("train.sigmaStep=0:0.02:0.01");
 * assert.deepEqual([path, values], ["train.sigmaStep", ["0", "0.01", "0.02"]]);
 * ```
 */
export function parseSweep(text: string): Sweep & { readonly 0: SweptParameter } {
  const refuse = (expected: string): never => {
    throw new UsageError(`Cannot use --sweep "${text}": expected ${expected}`);
  };
  const [first, ...others] = text.split(/\/(?=[a-z][\w.]*\s*=)/i).map((part) => {
    const [, path, list] = /^([^=]+)=(.+)$/.exec(part) ?? [];
    if (path === undefined || list === undefined) return refuse("path=value,value,...");
    const values = list.split(/,(?![^(]*\))/).flatMap((item) => valuesOf(item.trim(), refuse));
    return { path: path.trim(), values };
  });
  const all = [first!, ...others] as const; // split gives at least one
  const counts = all.map(({ values }) => values.length);
  if (new Set(counts).size > 1) refuse(`as many values of each; there are ${counts.join(" and ")}`);
  const points = first!.values.map((_, i) => all.map(({ values }) => values[i]).join("\n"));
  if (new Set(points).size < points.length) refuse("path=value,value,... without one twice");
  return all;
}

function valuesOf(item: string, refuse: (expected: string) => never): string[] {
  const log = /^log\(([^,]+),([^,]+),([^,]+)\)$/.exec(item);
  const range = /^([^:]+):([^:]+):([^:]+)$/.exec(item);
  const [from, to, last] = (log ?? range ?? []).slice(1).map(Number) as [number, number, number];
  if (log !== null) {
    const isUsable = from > 0 && to > 0 && Number.isInteger(last) && last > 1 && last <= MOST;
    if (!isUsable) refuse("log(from,to,count) of positive numbers, as in log(1e-4,1e-1,4)");
    return numbers(last, (i) => from * (to / from) ** (i / (last - 1)));
  }
  if (range !== null) {
    const steps = Math.floor((to - from) / last + 1e-9); // 0.3 / 0.1 is a bit less than 3
    if (!(steps >= 0 && steps < MOST)) refuse("from:to:step, as in 0:0.02:0.005");
    return numbers(steps + 1, (i) => from + i * last);
  }
  return item === "" ? refuse("path=value,value,...") : [item];
}

const numbers = (count: number, of: (i: number) => number): string[] =>
  Array.from({ length: count }, (_, i) => String(Number(of(i).toPrecision(DIGITS))));
