import { isDeepStrictEqual } from "node:util";
import { counted } from "./amount.ts";

/** What can make two actions of one name differ. */
interface Twin {
  readonly name: string;
  readonly stage: { readonly name: string };
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Names that several actions have, in one sentence: two families of networks would fill a page. Undefined if
 * every name is there once.
 */
export function twinProblem(actions: readonly Twin[]): string | undefined {
  const twins = [...Map.groupBy(actions, ({ name }) => name).values()]
    .filter(({ length }) => length > 1);
  if (twins.length === 0) return undefined;
  const [one, other] = twins[0] as [Twin, Twin]; // two at least
  const more = twins.length === 1
    ? ""
    : ` (and ${counted(twins.length - 1, "more name stands", "more names stand")} twice)`;
  return `Two actions are named "${one.name}"${
    differenceOf(one, other)
  }${more}: give one of them, or ` +
    `its family, a label of its own, e.g. labels: { family: "large" }`;
}

/** `, with other parameters ("count", "width")` */
function differenceOf(one: Twin, other: Twin): string {
  if (one.stage !== other.stage) return `, of stages "${one.stage.name}" and "${other.stage.name}"`;
  for (const kind of ["parameters", "inputs"] as const) {
    const names = new Set([one, other].flatMap((twin) => Object.keys(twin[kind])));
    const differing = [...names].filter((name) =>
      !isDeepStrictEqual(one[kind][name], other[kind][name])
    );
    if (differing.length > 0) return `, with other ${kind} ("${differing.join('", "')}")`;
  }
  return "";
}
