import type { NdArray } from "../array.ts";
import { decodeJson } from "./json.ts";
import { decodeNpy } from "./npy.ts";
import { decodeSafetensors } from "./safetensors.ts";

/** A file taken apart into its numbers and the rest, so that two of them can be compared. */
export interface NumbersIn {
  readonly values: Float64Array;
  /** Where a number stands, for people: `[3, 17]`, `"encoder.weight" [3, 17]`, `$.loss[2]`. */
  readonly place: (index: number) => string;
  /** All that is not a number: types and shapes, names, text; the numbers' places are in it. */
  readonly rest: string;
}

/** Takes a .npy, .safetensors, .json, .csv or .svg file apart; undefined for other formats. */
export function numbersIn(format: string, bytes: Uint8Array): NumbersIn | undefined {
  switch (format) {
    case "npy":
      return ofArrays([["", decodeNpy(bytes)]]);
    case "safetensors":
      return ofArrays(Object.entries(decodeSafetensors(bytes)));
    case "json":
      return ofJson(decodeJson(bytes));
    case "csv":
    case "svg":
      return ofText(new TextDecoder().decode(bytes));
    default:
      return undefined;
  }
}

function ofArrays(arrays: readonly (readonly [name: string, array: NdArray])[]): NumbersIn {
  const values = new Float64Array(arrays.reduce((sum, [, { data }]) => sum + data.length, 0));
  const starts: number[] = [];
  let end = 0;
  for (const [, { data }] of arrays) {
    starts.push(end);
    values.set(data, end);
    end += data.length;
  }
  const kinds = arrays.map(([name, { shape, data }]) =>
    `${name && `"${name}" `}${data.constructor.name} (${shape.join(", ")})`
  );
  return {
    values,
    place: (index) => {
      const which = starts.findLastIndex((start) => start <= index);
      const [name, { shape }] = arrays[which]!; // the first begins at 0
      let rest = index - starts[which]!;
      const indices = shape.toReversed().map((extent) => {
        const here = rest % extent;
        rest = Math.floor(rest / extent);
        return here;
      });
      return `${name && `"${name}" `}[${indices.reverse().join(", ")}]`;
    },
    rest: kinds.join("; "),
  };
}

function ofJson(root: unknown): NumbersIn {
  const values: number[] = [];
  const places: string[] = [];
  const walk = (value: unknown, path: string): unknown => {
    if (typeof value === "number") {
      values.push(value);
      places.push(path);
      return 0;
    }
    if (Array.isArray(value)) return value.map((item, i) => walk(item, `${path}[${i}]`));
    if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value).map((
        [key, item],
      ) => [key, walk(item, `${path}.${key}`)]);
      return Object.fromEntries(entries);
    }
    return value;
  };
  const rest = JSON.stringify(walk(root, "$"));
  return { values: Float64Array.from(values), place: (index) => places[index]!, rest };
}

function ofText(text: string): NumbersIn {
  const number = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;
  const matches = [...text.matchAll(number)];
  return {
    values: Float64Array.from(matches, ([digits]) => Number(digits)),
    place: (index) => {
      const before = text.slice(0, matches[index]!.index);
      const tag = /<([\w-]+)[^<]*$/.exec(before)?.[1];
      return `character ${before.length}${tag === undefined ? "" : `, in <${tag}>`}`;
    },
    rest: text.replace(number, "0"),
  };
}
