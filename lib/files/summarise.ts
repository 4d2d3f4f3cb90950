import { decodeJson } from "./json.ts";
import { decodeNpy } from "./npy.ts";

/** Values of a list that are written out; of a longer one, the first three and the last. */
const LISTED = 12;

/** What an artifact holds, in a few lines for a reader: what, and its value. */
export function summarise(bytes: Uint8Array, format: string): [string, string | number | null][] {
  if (format === "json") return leaves(decodeJson(bytes), "");
  if (format !== "npy") return [];
  const { shape, data } = decodeNpy(bytes);
  let low = Infinity, high = -Infinity, sum = 0;
  for (const value of data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  const range = `${short(low)} to ${short(high)}, mean ${short(sum / data.length)}`;
  return [[`array [${shape.join(", ")}]`, range]];
}

function leaves(value: unknown, path: string): [string, string | number | null][] {
  if (Array.isArray(value)) return [[path, listed(value)]];
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, item]) =>
      leaves(item, path === "" ? name : `${path} ${name}`)
    );
  }
  return [[path, typeof value === "number" ? Number(short(value)) : String(value)]];
}

function listed(values: readonly unknown[]): string {
  const texts = values.map((value) => typeof value === "number" ? short(value) : String(value));
  if (texts.length <= LISTED) return texts.join(", ");
  return `${texts.slice(0, 3).join(", ")}, …, ${texts.at(-1)} (${texts.length} values)`;
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
