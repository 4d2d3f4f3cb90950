import { canonicalJson } from "../../pipeline/canonical.ts";
import type { Json } from "../../pipeline/canonical.ts";
import { valueAt } from "../../pipeline/flaw.ts";
import { drawsFigure } from "../../pipeline/stage.ts";
import type { Store } from "../../pipeline/store/store.ts";
import { describedParameters } from "../../stages/configuration/described_parameters.ts";
import { plate } from "../../stages/panels/plate.ts";
import { pairedClaims } from "./claims.ts";
import type { PairedClaim } from "./claims.ts";
import { pairedMeasures } from "./measures.ts";
import type { PairedMeasure } from "./measures.ts";
import type { Made, Side } from "./side.ts";

/** A parameter that is not the same in two configurations. */
export interface ParameterPair {
  /** "spatial.vanilla.train.learningRate" */
  readonly path: string;
  readonly unit: string;
  readonly a: Json;
  readonly b: Json;
}

/** What two runs have in common and what not. */
export interface SidesCompared {
  readonly a: Side;
  readonly b: Side;
  readonly parameters: readonly ParameterPair[];
  /** Actions that both have, and how many of these gave the same bytes. */
  readonly shared: number;
  readonly same: number;
  /** Stages whose code was not the same. */
  readonly code: readonly string[];
  readonly measures: readonly PairedMeasure[];
  readonly claims: readonly PairedClaim[];
  /** Figures that both have, by name; not their plates, of which a panel tells more. */
  readonly figures: ReadonlyMap<string, readonly [a: Made, b: Made]>;
  /** What only one has: names of actions. */
  readonly only: { readonly a: readonly string[]; readonly b: readonly string[] };
}

/** Sets two runs side by side, as far as both have been run. */
export async function compareSides(store: Store, a: Side, b: Side): Promise<SidesCompared> {
  const shared = [...a.made].flatMap(([name, made]) => {
    const other = b.made.get(name);
    return other === undefined ? [] : [[made, other] as const];
  });
  const others = shared.filter((pair) => codeOf(pair[0]) !== codeOf(pair[1]));
  const without = (one: Side, other: Side): string[] =>
    [...one.made.keys()].filter((name) => !other.made.has(name));
  return {
    a,
    b,
    parameters: differingParameters(a, b),
    shared: shared.length,
    same: shared.filter((pair) => isSame(...pair)).length,
    code: [...new Set(others.map(([{ action }]) => action.stage.name))],
    measures: await pairedMeasures(store, shared),
    claims: await pairedClaims(store, shared),
    figures: new Map(
      shared.filter(([{ action: { stage } }]) => drawsFigure(stage) && stage.name !== plate.name)
        .map((pair) => [pair[0].action.name, pair]),
    ),
    only: { a: without(a, b), b: without(b, a) },
  };
}

/** Whether two results are the same bytes. */
export function isSame(a: Made, b: Made): boolean {
  const digests = ({ result }: Made): string =>
    canonicalJson(
      Object.entries(result.outputs).map(([name, { digest }]) => [name, digest]).sort(),
    );
  return digests(a) === digests(b);
}

const codeOf = ({ description: { code } }: Made): string => canonicalJson(code);

function differingParameters(a: Side, b: Side): ParameterPair[] {
  return describedParameters().flatMap(({ path, unit }) => {
    const [ours, theirs] = [a, b].map(({ configuration }) => valueAt(configuration, path) as Json); // of its schema
    const same = canonicalJson(ours ?? null) === canonicalJson(theirs ?? null);
    return same ? [] : [{ path: path.join("."), unit, a: ours ?? null, b: theirs ?? null }];
  });
}
