import { decodeNpy } from "../../lib/files/npy.ts";

/** A reference case of tests/golden/: nested lists, or `{ shape, data }` for what is in a .npy file. */
export interface GoldenCase {
  readonly description: string;
  readonly source: string;
  readonly notes: unknown;
  readonly inputs: GoldenTree;
  readonly outputs: GoldenTree;
}

export interface GoldenTree {
  readonly [key: string]: unknown;
}

/** The case of tests/golden/<name>.json with every `{ "npy": file }` replaced by the file's array. */
export function golden(name: string): GoldenCase {
  const url = new URL(`../golden/${name}.json`, import.meta.url);
  // The files' format is fixed, see golden/README.md; revive keeps their top level.
  return JSON.parse(Deno.readTextFileSync(url), revive) as GoldenCase;
}

/** What stands in a tree under these keys: `at(inputs, "weights", "encoder")`; throws if nothing does. */
export function at(tree: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce((node, key) => {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) {
      throw new Error(`Cannot find "${keys.join(".")}" in the golden case: no "${key}"`);
    }
    // Checked above: an object or array with this key.
    return (node as Record<string | number, unknown>)[key];
  }, tree);
}

/** All numbers of a number, a nested list or `{ shape, data }`, in C order; false is 0 and true 1. */
export function flat(nested: unknown): Float64Array {
  if (isArrayFile(nested)) return Float64Array.from(nested.data);
  const numbers: number[] = [];
  collect(nested, numbers);
  return Float64Array.from(numbers);
}

/** The shape of a nested list (taken from its first entries) or of `{ shape, data }`; `[]` for a number. */
export function shapeOf(nested: unknown): number[] {
  if (isArrayFile(nested)) return [...nested.shape];
  return Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0])] : [];
}

function collect(nested: unknown, into: number[]): void {
  if (Array.isArray(nested)) {
    for (const item of nested) collect(item, into);
  } else if (typeof nested === "number" || typeof nested === "boolean") {
    into.push(Number(nested));
  } else {
    throw new Error(`Cannot flatten ${JSON.stringify(nested)}: found no number or list`);
  }
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("npy" in value)) return value;
  return decodeNpy(Deno.readFileSync(new URL(`../golden/${value.npy}`, import.meta.url)));
}

function isArrayFile(
  value: unknown,
): value is { readonly shape: readonly number[]; readonly data: ArrayLike<number> } {
  return typeof value === "object" && value !== null && "shape" in value && "data" in value;
}
