import type { ActionDescription } from "../action_key.ts";
import { canonicalJson } from "../canonical.ts";
import type { Json } from "../canonical.ts";

/** One thing in which an action is not what it was. */
export type Change =
  | {
    readonly kind: "parameter";
    /** As in --set, without what stands before it in the configuration: "train.learningRate". */
    readonly name: string;
    /** undefined: it is, or was, not there. */
    readonly now: Json | undefined;
    readonly before: Json | undefined;
  }
  | { readonly kind: "input" | "asset" | "package" | "numerics" | "output"; readonly name: string }
  | { readonly kind: "code" };

/** What differs between two descriptions of an action, in the order in which a reader asks. */
export function changesBetween(now: ActionDescription, before: ActionDescription): Change[] {
  const named = (
    kind: Exclude<Change["kind"], "parameter" | "code">,
    a: object,
    b: object,
  ): Change[] => changedNames(a, b).map((name) => ({ kind, name }));
  return [
    ...changedParameters(now.parameters, before.parameters, ""),
    ...named("input", now.inputs, before.inputs),
    ...(now.code.bundle === before.code.bundle ? [] : [{ kind: "code" } as const]),
    ...named("asset", now.code.assets, before.code.assets),
    ...named("package", now.code.packages, before.code.packages),
    ...named("numerics", now.numerics, before.numerics),
    ...named("output", now.outputs, before.outputs),
  ];
}

function changedParameters(
  now: Json | undefined,
  before: Json | undefined,
  name: string,
): Change[] {
  if (isObject(now) && isObject(before)) {
    return changedNames(now, before).flatMap((part) =>
      changedParameters(now[part], before[part], name ? `${name}.${part}` : part)
    );
  }
  if (Array.isArray(now) && isTable(now) && isTable(before) && now.length === before.length) {
    return now.flatMap((row, i) => changedParameters(row, before[i], `${name}[${i}]`));
  }
  return canonicalJson(now ?? null) === canonicalJson(before ?? null)
    ? []
    : [{ kind: "parameter", name, now, before }];
}

function changedNames(now: object, before: object): string[] {
  const a = now as Record<string, unknown>; // any object has string keys
  const b = before as Record<string, unknown>;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().filter((name) =>
    a[name] === undefined || b[name] === undefined ||
    canonicalJson(a[name]) !== canonicalJson(b[name])
  );
}

/** A list of records, such as the rows of a table: what changed is in one of them. */
function isTable(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
