import { decodeCsv } from "../files/csv.ts";
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

/** Formats of files that `numbersOf` reads. */
export const numberFormats = ["json", "csv"] as const;
/** One of `numberFormats`. */
export type NumberFormat = typeof numberFormats[number];

/**
 * All numbers of a file as measures, each called by its place: "drift.value". Of the numbers of a list,
 * at one place of the objects of a list, or in a column of a table, the mean is taken: "mean of
 * drift.speeds". null and an empty cell are missing values; texts and truth values are no measures, nor
 * are columns that have any.
 *
 * @param name what the places begin with
 */
export function numbersOf(
  bytes: Uint8Array,
  name: string,
  format: NumberFormat = "json",
): NamedNumber[] {
  const places = new Map<string, Place>();
  collect(format === "csv" ? numericColumns(bytes) : decodeJson(bytes), name, false, places);
  return [...places].map(([place, { values, inList }]) => {
    if (!inList) return [place, values[0]!]; // one at least
    const found = values.filter(isNumber);
    return [`mean of ${place}`, found.length === 0 ? null : mean(found)];
  });
}

/** The columns of a CSV file that hold numbers alone, as lists. */
function numericColumns(bytes: Uint8Array): Record<string, (number | null)[]> {
  const { columns, rows } = decodeCsv(bytes);
  const lists = columns.map((column, i): [string, (number | null)[]] => [
    column,
    rows.map((row) => row[i]!.trim() === "" ? null : Number(row[i])), // rows are as long as columns
  ]);
  return Object.fromEntries(
    lists.filter(([, values]) => values.every((value) => value === null || Number.isFinite(value))),
  );
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
