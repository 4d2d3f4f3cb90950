import { decodeJson } from "../files/json.ts";

/**
 * The fields of a JSON result, each checked when it is read. An error names the result, the field,
 * what was found and what was expected: `Cannot read step distances: "mean" is null, expected a list of
 * numbers`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bytes = new TextEncoder().encode('{"seed": 3, "mean": null}');
 * const fields = Fields.of(bytes, "step distances");
 * assert.equal(fields.number("seed"), 3);
 * assert.throws(
 *   () => fields.numbers("mean"),
 *   /Cannot read step distances: "mean" is null, expected a list of numbers/,
 * );
 * ```
 */
export class Fields {
  readonly #what: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;

  private constructor(what: string, value: unknown, path: string) {
    this.#what = what;
    this.#path = path;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw this.#refusal(path === "" ? "the file" : `"${path}"`, value, "an object");
    }
    this.#values = value as Readonly<Record<string, unknown>>; // checked in the line above
  }

  /** @param what the result, as an error calls it: "step distances" */
  static of(bytes: Uint8Array, what: string): Fields {
    return new Fields(what, decodeJson(bytes), "");
  }

  /** The objects of a file that is a list of them. Throws if it is not. */
  static listOf(bytes: Uint8Array, what: string): Fields[] {
    const list = decodeJson(bytes);
    if (!Array.isArray(list)) {
      throw new Error(
        `Cannot read ${what}: the file is ${shown(list)}, expected a list of objects`,
      );
    }
    return list.map((each, i) => new Fields(what, each, `[${i}]`));
  }

  /** What `read` gives of a field that may be missing. */
  optional<T>(name: string, read: (name: string) => T): T | undefined {
    return this.#values[name] === undefined ? undefined : read(name);
  }

  /** True or false. Like all that follow, it throws if the field is missing or something else. */
  boolean(name: string): boolean {
    return this.#get(name, (value) => typeof value === "boolean", "true or false");
  }

  /** True, false, or null where that is not known. */
  booleanOrNull(name: string): boolean | null {
    return this.#values[name] === null ? null : this.boolean(name);
  }

  /** A finite number, as all in JSON are. */
  number(name: string): number {
    return this.#get(name, isNumber, "a number");
  }

  /** A number, or null for a value that is missing. */
  numberOrNull(name: string): number | null {
    return this.#get(name, isNumberOrNull, "a number or null");
  }

  /** A list of numbers, also of none. */
  numbers(name: string): readonly number[] {
    return this.#get(name, areAll(isNumber), "a list of numbers");
  }

  /** A list of numbers and nulls, also of none. */
  numbersOrNulls(name: string): readonly (number | null)[] {
    return this.#get(name, areAll(isNumberOrNull), "a list of numbers and nulls");
  }

  /** A list of lists of numbers, also of none. */
  lists(name: string): readonly (readonly number[])[] {
    return this.#get(name, areAll(areAll(isNumber)), "a list of lists of numbers");
  }

  /** Numbers each with another or with null. */
  pairs(name: string): readonly Pair[] {
    return this.#get(name, areAll(isPair), "a list of pairs of a number and a number or null");
  }

  /** A text. */
  text(name: string): string {
    return this.#get(name, isText, "a text");
  }

  /** A text, or null. */
  textOrNull(name: string): string | null {
    return this.#get(name, isTextOrNull, "a text or null");
  }

  /** A text or a number. */
  textOrNumber(name: string): string | number {
    return this.#get(name, isTextOrNumber, "a text or a number");
  }

  /** A text, a number, or null. */
  textOrNumberOrNull(name: string): string | number | null {
    return this.#values[name] === null ? null : this.textOrNumber(name);
  }

  /** A list of texts, also of none. */
  texts(name: string): readonly string[] {
    return this.#get(name, areAll(isText), "a list of texts");
  }

  /** One of some texts. */
  oneOf<Name extends string>(name: string, names: readonly Name[]): Name {
    const check = (value: unknown): value is Name => names.some((each) => each === value);
    return this.#get(name, check, `one of ${names.map((each) => `"${each}"`).join(", ")}`);
  }

  /** One of some texts, or null. */
  oneOfOrNull<Name extends string>(name: string, names: readonly Name[]): Name | null {
    return this.#values[name] === null ? null : this.oneOf(name, names);
  }

  /** An object within this one. */
  object(name: string): Fields {
    return new Fields(this.#what, this.#values[name], this.#place(name));
  }

  /** The objects of a list. */
  objects(name: string): Fields[] {
    const list = this.#get<readonly unknown[]>(name, Array.isArray, "a list of objects");
    return list.map((each, i) => new Fields(this.#what, each, `${this.#place(name)}[${i}]`));
  }

  /** The rows of a table, lists as long as `columns`: each as an object with fields of these names. */
  rows(name: string, columns: readonly string[]): Fields[] {
    const isRow = (row: unknown): row is readonly unknown[] =>
      Array.isArray(row) && row.length === columns.length;
    const rows = this.#get(name, areAll(isRow), `a list of lists of ${columns.length}`);
    return rows.map((row, i) => {
      const values = Object.fromEntries(columns.map((column, j) => [column, row[j]]));
      return new Fields(this.#what, values, `${this.#place(name)}[${i}]`);
    });
  }

  /** What `read` gives of an object within this one, or null. */
  objectOrNull<T>(name: string, read: (fields: Fields) => T): T | null {
    return this.#values[name] === null ? null : read(this.object(name));
  }

  /** An object that holds a number, or null, under some of these names and under no other. */
  numbersBy<Name extends string>(name: string, names: readonly Name[]): By<Name, number> {
    return this.#by(name, names, (fields, key) => fields.numberOrNull(key));
  }

  /** The same with texts. */
  textsBy<Name extends string>(name: string, names: readonly Name[]): By<Name, string> {
    return this.#by(name, names, (fields, key) => fields.textOrNull(key));
  }

  #by<Name extends string, T>(
    name: string,
    names: readonly Name[],
    read: (fields: Fields, key: Name) => T | null,
  ): By<Name, T> {
    const fields = this.object(name);
    const found: Partial<Record<Name, T | null>> = {};
    for (const key of Object.keys(fields.#values)) {
      const known = names.find((each) => each === key);
      if (known === undefined) {
        throw this.#refusal(`a name in "${this.#place(name)}"`, key, `one of ${names.join(", ")}`);
      }
      found[known] = read(fields, known);
    }
    return found;
  }

  #get<T>(name: string, check: Check<T>, expected: string): T {
    const value = this.#values[name];
    if (!check(value)) throw this.#refusal(`"${this.#place(name)}"`, value, expected);
    return value;
  }

  #place(name: string): string {
    return this.#path === "" ? name : `${this.#path}.${name}`;
  }

  #refusal(place: string, value: unknown, expected: string): Error {
    return new Error(
      `Cannot read ${this.#what}: ${place} is ${shown(value)}, expected ${expected}`,
    );
  }
}

type Check<T> = (value: unknown) => value is T;

/** A value, or null, under some of the names. */
type By<Name extends string, T> = Readonly<Partial<Record<Name, T | null>>>;

type Pair = readonly [number, number | null];

const areAll = <T>(check: Check<T>) => (value: unknown): value is readonly T[] =>
  Array.isArray(value) && value.every(check);
const isPair = (value: unknown): value is Pair =>
  Array.isArray(value) && value.length === 2 && isNumber(value[0]) && isNumberOrNull(value[1]);
const isNumber = (value: unknown): value is number => typeof value === "number";
const isNumberOrNull = (value: unknown): value is number | null =>
  value === null || isNumber(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNumber = (value: unknown): value is string | number =>
  isText(value) || isNumber(value);
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

/** A value in an error: short. */
function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  const text = typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
