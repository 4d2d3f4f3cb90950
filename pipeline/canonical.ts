import canonicalize from "canonicalize";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

/**
 * Canonical JSON (RFC 8785): one text for one value, so that it can be hashed. A number that JSON
 * cannot hold is refused with the path at which it stands; -0 becomes 0, an undefined field is absent.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(plain(value, "$"));
  if (text === undefined) throw new Error("Cannot write undefined as canonical JSON");
  return text;
}

/** Throws unless a value can be written as canonical JSON. */
export function checkJson(value: unknown): void {
  plain(value, "$");
}

function plain(value: unknown, path: string): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) {
      throw new Error(`Number at ${path} is ${value}, expected a finite one`);
    }
    return value === 0 ? 0 : value;
  }
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}[${index}]`));
  if (typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).filter(([, item]) => item !== undefined)
        .map(([name, item]) => [name, plain(item, `${path}.${name}`)]),
    );
  }
  throw new Error(`Value at ${path} is a ${typeof value}, which JSON does not hold`);
}
