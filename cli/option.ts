import { InvalidArgumentError } from "commander";
import { parseBytes, parseDuration } from "../pipeline/amount.ts";

/**
 * An option of a command: what the command line accepts and offers, and by `Value` what a handler
 * gets. Its name is the key under which a command has it: `dryRun` is `--dry-run`.
 */
export interface OptionSpec<Value> {
  readonly description: string;
  /** What follows it, as in "<folder>"; a flag has none. */
  readonly placeholder?: string;
  /** From what was typed to a value; throws an InvalidArgumentError. */
  readonly parse?: (text: string) => NonNullable<Value>;
  /** Its value if it is not given. */
  readonly fallback?: Value;
  /** All values that are accepted. */
  readonly choices?: readonly string[];
  /** Values that a shell completes, of many that are accepted. */
  readonly completed?: CompletedWords;
  /** Several values with commas between them. */
  readonly list?: boolean;
  /** "off": a flag that turns off what is on, as `adopted` does as --no-adopted. */
  readonly kind?: "required" | "repeated" | "off" | "hidden";
}

/** Words, or what finds them: they are wanted by `completion` alone. */
export type CompletedWords = readonly string[] | (() => Promise<readonly string[]>);

export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;

type ValueOf<Spec> = Spec extends OptionSpec<infer Value> ? Value : never;

/** The values of options: only those that are required or have a fallback are always there. */
export type Values<Specs> =
  & {
    readonly [Name in keyof Specs as undefined extends ValueOf<Specs[Name]> ? Name : never]?:
      ValueOf<Specs[Name]>;
  }
  & {
    readonly [Name in keyof Specs as undefined extends ValueOf<Specs[Name]> ? never : Name]:
      ValueOf<Specs[Name]>;
  };

export function flag(
  description: string,
  kind?: "off" | "hidden",
): OptionSpec<boolean | undefined> {
  return { description, ...(kind && { kind }) };
}

export function text(
  placeholder: string,
  description: string,
  completed?: CompletedWords,
): OptionSpec<string | undefined> {
  return { placeholder, description, ...(completed && { completed }) };
}

/** Several words with commas between them. */
export function words(
  placeholder: string,
  description: string,
  completed: CompletedWords,
): OptionSpec<string | undefined> {
  return { placeholder, description, completed, list: true };
}

/** A text that has to be given. */
export function required(placeholder: string, description: string): OptionSpec<string> {
  return { placeholder, description, kind: "required" };
}

/** May be given several times. */
export function list(
  placeholder: string,
  description: string,
  completed?: CompletedWords,
): OptionSpec<readonly string[] | undefined> {
  const text = `${description}; may be repeated`;
  return { placeholder, description: text, kind: "repeated", ...(completed && { completed }) };
}

export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  fallback: Choice,
  description: string,
): OptionSpec<Choice> {
  return { placeholder: "<name>", description, choices, fallback };
}

/** The same option with a value of its own if it is not given. */
export function withFallback<Value>(
  spec: OptionSpec<Value | undefined>,
  fallback: Value,
): OptionSpec<Value> {
  return { ...spec, fallback };
}

export function wholeNumber(description: string): OptionSpec<number | undefined> {
  return number(description, /^\d{1,9}$/, "a whole number");
}

export function positiveInteger(description: string): OptionSpec<number | undefined> {
  return number(description, /^[1-9]\d{0,3}$/, "a positive number");
}

/** A number of threads that the engine can start. */
export function threadCount(description: string): OptionSpec<number | undefined> {
  return number(description, /^[1-8]$/, "a number from 1 to 8");
}

export function size(description: string): OptionSpec<number | undefined> {
  return amount("<size>", description, parseBytes, "a size, as 500MB or 2GB");
}

export function age(description: string): OptionSpec<number | undefined> {
  return amount("<time>", description, parseDuration, "a time, as 12h or 30d");
}

function number(description: string, pattern: RegExp, expected: string) {
  const parse = (text: string) => pattern.test(text) ? Number(text) : undefined;
  return amount("<number>", description, parse, expected);
}

function amount(
  placeholder: string,
  description: string,
  read: (text: string) => number | undefined,
  expected: string,
): OptionSpec<number | undefined> {
  const parse = (text: string): number => {
    const value = read(text);
    if (value === undefined) throw new InvalidArgumentError(`expected ${expected}`);
    return value;
  };
  return { placeholder, description, parse };
}
