import type { ActionDescription } from "./action_key.ts";
import { canonicalJson } from "./canonical.ts";
import type { Json } from "./canonical.ts";

/** Why an action has no result yet, against the last time that it had one. */
export function whyNew(now: ActionDescription, before: ActionDescription | undefined): string {
  if (before === undefined) return "it never ran";
  const reasons = [
    ...changedParameters(now.parameters, before.parameters),
    ...changedNames(now.inputs, before.inputs).map((name) => `input "${name}" changed`),
    ...(now.code.bundle === before.code.bundle ? [] : ["its code changed"]),
    ...changedNames(now.code.assets, before.code.assets).map((name) => `asset "${name}" changed`),
    ...changedNames(now.code.packages, before.code.packages)
      .map((name) => `package "${name}" changed`),
    ...changedNames(now.numerics, before.numerics)
      .map((name) => `the ${name} arithmetic of this machine is another`),
    ...changedNames(now.outputs, before.outputs).map((name) => `output "${name}" changed`),
  ];
  if (reasons.length === 0) return "its result is no longer in the cache";
  const rest = reasons.length > 3 ? ` and ${reasons.length - 3} more` : "";
  return reasons.slice(0, 3).join(", ") + rest;
}

/** `parameter "learningRate" is 0.002, was 0.001`, for every parameter that differs. */
function changedParameters(now: Json, before: Json, path = ""): string[] {
  if (isObject(now) && isObject(before)) {
    return changedNames(now, before).flatMap((name) =>
      changedParameters(now[name] ?? null, before[name] ?? null, path ? `${path}.${name}` : name)
    );
  }
  return [`parameter "${path}" is ${canonicalJson(now)}, was ${canonicalJson(before)}`];
}

function changedNames(now: object, before: object): string[] {
  const a = now as Record<string, unknown>; // any object has string keys
  const b = before as Record<string, unknown>;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().filter((name) =>
    a[name] === undefined || b[name] === undefined ||
    canonicalJson(a[name]) !== canonicalJson(b[name])
  );
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
