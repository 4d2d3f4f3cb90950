import { finiteOrNull } from "../../lib/files/json.ts";
import type { Control, PerSeed } from "../../lib/results/claims.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { Measure, Measured } from "./measure.ts";

/** What a measure's controls come to, beside it. */
export function weighControls<M extends Measured>(
  { criterion, controls }: Measure<M>,
  measurements: M,
): Control[] | undefined {
  const perSeed = (value: Measure<M>["value"]): PerSeed =>
    measurements.seeds.map((seed, index) => [
      seed,
      finiteOrNull(value(measurements, seed, index)?.value ?? NaN),
    ]);
  return controls?.map(({ of, ...values }) => {
    const [own, frozen] = [perSeed(values.value), perSeed(values.frozen)];
    const more = meanOf(own) - meanOf(frozen);
    const better = criterion.most === undefined ? more : -more;
    const margin = better - meanOf(perSeed(values.floor));
    return {
      of,
      perSeed: own,
      frozen,
      centre: perSeed(values.centre),
      evidence: Number.isNaN(margin) ? null : margin > 0,
    };
  });
}

/** NaN where a value is missing. */
function meanOf(perSeed: PerSeed): number {
  return mean(perSeed.map(([, value]) => value ?? NaN));
}
