import { finiteOrNull } from "../../lib/files/json.ts";
import type { Controls, PerSeed } from "../../lib/results/claims.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { Measure, Measured } from "./measure.ts";

/** What a measure's controls come to, beside it. */
export function weighControls<M extends Measured>(
  { value, criterion, controls }: Measure<M>,
  measurements: M,
): Controls | undefined {
  if (controls === undefined) return undefined;
  const perSeed = (of: Measure<M>["value"]): PerSeed =>
    measurements.seeds.map((seed, index) => [
      seed,
      finiteOrNull(of(measurements, seed, index)?.value ?? NaN),
    ]);
  const frozen = perSeed(controls.frozen);
  const better = (criterion.most === undefined ? 1 : -1) *
    (meanOf(perSeed(value)) - meanOf(frozen));
  const margin = better - meanOf(perSeed(controls.floor));
  return {
    frozen,
    centre: perSeed(controls.centre),
    evidence: Number.isNaN(margin) ? null : margin > 0,
  };
}

/** NaN where a value is missing. */
function meanOf(perSeed: PerSeed): number {
  return mean(perSeed.map(([, value]) => value ?? NaN));
}
