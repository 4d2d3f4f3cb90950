import type { z } from "zod";
import { didYouMean } from "./nearest.ts";

type Issue = z.core.$ZodIssue;

/** Characters of a wrong value that are shown. */
const LONGEST = 60;

/** What a schema calls kinds of values, for people. */
const KINDS: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

/**
 * What is wrong with a value, of an issue that its schema's check found, without the schema's words:
 * `"network.alpha" is 3, expected at most 1`.
 *
 * @param value what was checked
 * @param known keys that the part behind a path may have, for suggestions
 */
export function flawOf(
  issue: Issue,
  value: unknown,
  known: (path: readonly PropertyKey[]) => readonly string[] = () => [],
): string {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0]!; // at least one is not recognised
    const names = known(issue.path);
    const near = didYouMean(key, names) ||
      (names.length === 0 ? "" : `; known are ${names.join(", ")}`);
    return `unknown key "${path === "" ? key : `${path}.${key}`}"${near}`;
  }
  const found = valueAt(value, issue.path);
  const subject = path === "" ? "it" : `"${path}"`;
  const choices = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const near = typeof found === "string" ? didYouMean(found, choices) : "";
  const text = JSON.stringify(found) ?? "missing";
  const is = `is ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`;
  return `${subject} ${is}, expected ${expectedBy(issue)}${near}`;
}

/** "a number", "at most 1", "uniform or gaussian" */
function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return KINDS[issue.expected] ?? issue.expected;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${
        limit(issue, issue.maximum)
      }`;
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${
        limit(issue, issue.minimum)
      }`;
    case "not_multiple_of":
      return `a multiple of ${issue.divisor}`;
    case "invalid_value":
      return anyOf(issue.values.map((value) => typeof value === "string" ? value : String(value)));
    case "invalid_union":
      return anyOf([...new Set(issue.errors.flatMap(([first]) => first ? expectedBy(first) : []))]);
    default:
      return issue.message; // of a check of our own
  }
}

function limit({ origin }: { readonly origin: string }, bound: number | bigint): string {
  if (origin === "array") return `${bound} ${bound === 1 ? "entry" : "entries"}`;
  if (origin === "string") return `${bound} ${bound === 1 ? "letter" : "letters"}`;
  return String(bound);
}

/** "a", "a or b", "a, b or c" */
function anyOf(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "nothing";
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")} or ${last}`;
}

/** What stands behind a path in a value. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) => typeof part === "object" && part !== null ? Reflect.get(part, key) : undefined,
    value,
  );
}
