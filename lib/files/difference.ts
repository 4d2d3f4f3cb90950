import { numbersIn } from "./numbers_in.ts";
import type { NumbersIn } from "./numbers_in.ts";

/**
 * Says at which place two files of a format first differ, and by how much:
 * `[3, 17] is 0.25, expected 0.5; 12 of 8192 numbers differ, by at most 0.25`.
 */
export function describeDifference(
  format: string,
  expected: Uint8Array,
  found: Uint8Array,
): string {
  let pair: readonly (NumbersIn | undefined)[];
  try {
    pair = [numbersIn(format, expected), numbersIn(format, found)];
  } catch (error) {
    return `${ofBytes(expected, found)} (${error instanceof Error ? error.message : error})`;
  }
  const [before, now] = pair;
  if (before === undefined || now === undefined) return ofBytes(expected, found);
  if (before.rest !== now.rest) return ofRest(before.rest, now.rest);
  return ofNumbers(before, now) ?? ofBytes(expected, found);
}

function ofNumbers(expected: NumbersIn, found: NumbersIn): string | undefined {
  let first = -1;
  let count = 0;
  let most = 0;
  for (let i = 0; i < expected.values.length; i++) {
    const [a, b] = [expected.values[i]!, found.values[i]!];
    if (Object.is(a, b)) continue;
    if (first < 0) first = i;
    count++;
    const by = Math.abs(a - b);
    most = Number.isNaN(by) ? Infinity : Math.max(most, by);
  }
  if (first < 0) return undefined;
  const [a, b] = [expected.values[first]!, found.values[first]!].map(shown);
  return `${expected.place(first)} is ${b}, expected ${a}; ${count} of ${expected.values.length} ` +
    `numbers differ, by at most ${Number(most.toPrecision(3))}`;
}

const shown = (value: number): string => Object.is(value, -0) ? "-0" : String(value);

function ofRest(expected: string, found: string): string {
  const at = firstDifference(expected, found);
  const from = Math.max(0, at - 10);
  const part = (text: string) => JSON.stringify(text.slice(from, at + 30));
  return `it reads ${part(found)}, expected ${part(expected)}`;
}

function ofBytes(expected: Uint8Array, found: Uint8Array): string {
  const at = firstDifference(expected, found);
  return `it differs from byte ${at} on; it has ${found.length} bytes, expected ${expected.length}`;
}

function firstDifference(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}
