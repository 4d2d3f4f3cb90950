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
  return write(value, "$");
}

/** Throws unless a value can be written as canonical JSON. */
export function checkJson(value: unknown): void {
  write(value, "$");
}

/** JSON.stringify writes numbers and strings as the RFC has them, and sort() has its order of names. */
function write(value: unknown, path: string): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeText(value, path);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return JSON.stringify(value); // -0 is "0"
    throw new Error(`Number at ${path} is ${value}, expected a finite one`);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(",")}]`;
  }
  if (typeof value === "object") {
    const fields = value as Readonly<Record<string, unknown>>; // any object has string keys
    const names = Object.keys(fields).filter((name) => fields[name] !== undefined).sort();
    const written = names.map((name) => {
      const at = `${path}.${name}`;
      return `${writeText(name, at)}:${write(fields[name], at)}`;
    });
    return `{${written.join(",")}}`;
  }
  throw new Error(`Value at ${path} is a ${typeof value}, which JSON does not hold`);
}

function writeText(text: string, path: string): string {
  if (text.isWellFormed()) return JSON.stringify(text);
  throw new Error(`Text at ${path} has half a character (a lone surrogate)`);
}
