import { numbersOf } from "../../lib/results/numbers.ts";
import { studentInterval } from "../../lib/stats/student_t.ts";
import { mean } from "../../lib/stats/summary.ts";
import { replicateOf } from "../../pipeline/labels.ts";
import type { Store } from "../../pipeline/store/store.ts";
import { FEWEST_FOR_AN_INTERVAL } from "../../stages/sweep/diagrams.ts";
import { measuredOutputs } from "../../stages/sweep/measured_outputs.ts";
import { measuresOf } from "../../stages/sweep/measures.ts";
import type { Measure } from "../../stages/sweep/measures.ts";
import type { Made } from "./side.ts";

/** A measure of two runs: means over the seeds that have a value in both. */
export interface PairedMeasure {
  /** "step distance" */
  readonly quantity: string;
  readonly unit: string | null;
  /** "spatial/vanilla/noisy/unbiased" */
  readonly condition: string;
  /** "quiescent" */
  readonly phase: string;
  /** Values in both runs: one a seed. */
  readonly n: number;
  /** Whether they are the same for each seed. */
  readonly same: boolean;
  readonly a: number;
  readonly b: number;
  /** B - A. */
  readonly difference: number;
  /** Student's 95 % interval of the mean of the seeds' differences; null of too few seeds. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** The values of a measure, a pair a seed. */
interface Pairs extends Pick<PairedMeasure, "quantity" | "unit" | "condition" | "phase"> {
  readonly pairs: (readonly [a: number, b: number])[];
}

/**
 * What a sweep would measure, of the actions that both runs have. Seeds are compared in pairs: the
 * networks of a seed start from the same weights, whatever the configuration.
 */
export async function pairedMeasures(
  store: Store,
  shared: readonly (readonly [a: Made, b: Made])[],
): Promise<PairedMeasure[]> {
  const measures = new Map<string, Pairs>();
  for (const [a, b] of shared) {
    const { labels, leaf } = a.action;
    const { condition, phase } = replicateOf(labels);
    const found = new Map((await numbers(store, b)).map(([quantity, value]) => [quantity, value]));
    for (const [quantity, value, unit] of await numbers(store, a)) {
      const other = found.get(quantity) ?? null;
      if (value === null || other === null) continue;
      const id = [condition, phase, leaf, quantity].join("\n");
      const known = measures.get(id) ?? { quantity, unit, condition, phase, pairs: [] };
      known.pairs.push([value, other]);
      measures.set(id, known);
    }
  }
  return [...measures.values()].map(({ pairs, ...what }) => {
    const differences = pairs.map(([a, b]) => b - a);
    const several = pairs.length >= FEWEST_FOR_AN_INTERVAL ? studentInterval(differences) : null;
    return {
      ...what,
      n: pairs.length,
      same: differences.every((difference) => difference === 0),
      a: mean(pairs.map(([a]) => a)),
      b: mean(pairs.map(([, b]) => b)),
      difference: mean(differences),
      interval: several && [several.low, several.high],
    };
  });
}

async function numbers(store: Store, { action, result }: Made): Promise<Measure[]> {
  const { stage, labels } = action;
  const found = measuredOutputs(stage, false).map(async ({ output, format, numbersOf: name }) => {
    const artifact = result.outputs[output];
    const bytes = artifact && await store.readBlob(artifact.digest);
    if (bytes === undefined) return []; // it is damaged, or the stage had no such output then
    if (name === undefined) return measuresOf(stage.name)!.of(bytes, labels["task"]); // it is known
    return numbersOf(bytes, name, format).map((
      [quantity, value],
    ): Measure => [quantity, value, null]);
  });
  return (await Promise.all(found)).flat();
}
