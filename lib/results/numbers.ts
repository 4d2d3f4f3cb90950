import { decodeJson } from "../files/json.ts";
import { mean } from "../stats/summary.ts";

/** Numbers of a file that say which network it is of, as labels do. */
const LABELS: readonly string[] = ["seed"];

/** A number of a file, or null where it is missing. */
export type NamedNumber = readonly [name: string, value: number | null];

/** The numbers at one place of a file: one, or those of a list. */
interface Place {
  readonly values: (number | null)[];
  readonly inList: boolean;
}

/**
 * All numbers of a JSON file as measures, each called by its place: "drift.value". Of the numbers of a
 * list, or at one place of the objects of a list, the mean is taken: "mean of drift.speeds". null is a
 * missing value; texts and truth values are no measures.
 *
 * @param name what the places begin with
 */
export function numbersOf(bytes: Uint8Array, name: string): NamedNumber[] {
  const places = new Map<string, Place>();
  collect(decodeJson(bytes), name, false, places);
  return [...places].map(([place, { values, inList }]) => {
    if (!inList) return [place, values[0]!]; // one at least
    const found = values.filter(isNumber);
    return [`mean of ${place}`, found.length === 0 ? null : mean(found)];
  });
}

function collect(
  value: unknown,
  place: string,
  inList: boolean,
  places: Map<string, Place>,
): void {
  if (isNumber(value) || value === null) {
    const known = places.get(place) ?? { values: [], inList };
    known.values.push(value);
    places.set(place, known);
  } else if (Array.isArray(value)) {
    for (const each of value) collect(each, place, true, places);
  } else if (typeof value === "object") {
    for (const [key, each] of Object.entries(value)) {
      if (!LABELS.includes(key)) collect(each, `${place}.${key}`, inList, places);
    }
  }
}

const isNumber = (value: unknown): value is number => typeof value === "number";
