import { parseDigest, shorten } from "./digest.ts";
import type { ActionKey } from "./digest.ts";

/**
 * That a result is of earlier code. The action's present code was executed on its first part, and came
 * to the same states: no proof, but whatever chaotic dynamics do after a changed bit shows.
 */
export interface Adoption {
  /** Key under which the result was executed. */
  readonly key: ActionKey;
  /** What was compared: "batches 1, 2, 5, 10, 20". */
  readonly compared: string;
  /** When, ISO 8601 in UTC. */
  readonly date: string;
}

/** "adopted 2026-11-25 from key 3f0a…: the present code gave the same after batches 1, 2, 5, 10, 20" */
export function adoptionText({ key, compared, date }: Adoption): string {
  const what = compared.replace(/\p{Cc}/gu, "?");
  return `adopted ${date.slice(0, 10)} from key ${shorten(key)}: ` +
    `the present code gave the same after ${what}`;
}

/** Checks an adoption that was read; throws if it is malformed. */
export function decodeAdoption(value: unknown): Adoption {
  const { key, compared, date } = (value ?? {}) as Record<string, unknown>; // each is checked
  if (
    typeof compared !== "string" || typeof date !== "string" || Number.isNaN(Date.parse(date))
  ) {
    throw new Error(`Adoption is ${JSON.stringify(value)}, expected key, compared and date`);
  }
  return { key: parseDigest(key) as ActionKey, compared, date };
}
