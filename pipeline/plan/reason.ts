import type { ActionDescription } from "../action_key.ts";
import { canonicalJson } from "../canonical.ts";
import type { Json } from "../canonical.ts";
import { changesBetween } from "./changes.ts";
import type { Change } from "./changes.ts";

/** Characters of a value that are shown. */
const LONGEST = 60;

/** Why an action has no result yet, against the last time that it had one. */
export function whyNew(now: ActionDescription, before: ActionDescription | undefined): string {
  if (before === undefined) return "it never ran";
  const reasons = changesBetween(now, before).map(inWords);
  if (reasons.length === 0) return "its result is no longer in the cache";
  const rest = reasons.length > 3 ? ` and ${reasons.length - 3} more` : "";
  return reasons.slice(0, 3).join(", ") + rest;
}

/** A parameter's value, or what it is where it is long: what changed in it has been named. */
export function shownValue(value: Json | undefined): string {
  if (value === undefined) return "absent";
  const text = canonicalJson(value);
  if (text.length <= LONGEST) return text;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return `${text.slice(0, LONGEST)}…`;
}

/** `parameter "learningRate" is 0.002, was 0.001` */
export function inWords(change: Change): string {
  switch (change.kind) {
    case "parameter": {
      const [now, before] = [change.now, change.before].map(shownValue);
      return `parameter "${change.name}" is ${now}, was ${before}`;
    }
    case "code":
      return "its code changed";
    case "numerics":
      return `the ${change.name} arithmetic of this machine is another`;
    default:
      return `${change.kind} "${change.name}" changed`;
  }
}
