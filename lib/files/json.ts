import canonicalize from "canonicalize";

/** What JSON can hold; numbers must be finite. Of objects, a `type` is one and an `interface` never is. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A number as JSON can hold it: null where it is not finite. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * Canonical JSON (RFC 8785: keys sorted, shortest numbers, -0 as 0) in UTF-8, and a newline. Throws on
 * what JSON cannot hold (NaN, infinities, undefined), with the place where it stands.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bytes = encodeJson({ value: -0, seed: 3, error: finiteOrNull(NaN) });
 * assert.equal(new TextDecoder().decode(bytes), '{"error":null,"seed":3,"value":0}\n');
 * ```
 */
export function encodeJson(value: Json): Uint8Array<ArrayBuffer> {
  check(value, "");
  return new TextEncoder().encode(canonicalize(value) + "\n");
}

/** The value of a JSON file. Throws if the bytes are not UTF-8 or not JSON. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new Error(`Cannot read JSON of ${bytes.length} bytes: ${reason}`, { cause: error });
  }
}

function check(value: unknown, path: string): void {
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return;
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw fail(path, "a string with half a surrogate pair");
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) check(value[i], `${path}[${i}]`);
  } else if (isPlainObject(value)) {
    for (const [key, entry] of Object.entries(value)) {
      const place = path === "" ? key : `${path}.${key}`;
      if (!key.isWellFormed()) throw fail(place, "a key with half a surrogate pair");
      check(entry, place);
    }
  } else {
    throw fail(path, typeof value === "object" ? "an object of a class" : String(value));
  }
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function fail(path: string, found: string): Error {
  const place = path === "" ? "the value" : `"${path}"`;
  return new Error(
    `Cannot encode JSON: ${place} is ${found}, expected null, a boolean, a finite number, a string, ` +
      "a list or a plain object",
  );
}
