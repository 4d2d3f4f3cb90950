/** Where two JSON values first differ, and what stands there. */
export interface Difference {
  /** "exp", "products[2].digest"; empty for the values themselves. */
  readonly path: string;
  readonly before: unknown;
  readonly now: unknown;
}

/** The first difference in the order of the new value; undefined if they are equal. */
export function firstDifference(before: unknown, now: unknown, path = ""): Difference | undefined {
  if (!isContainer(before) || !isContainer(now)) {
    return Object.is(before, now) ? undefined : { path, before, now };
  }
  for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const inner = Array.isArray(now) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    const found = firstDifference(Reflect.get(before, name), Reflect.get(now, name), inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
