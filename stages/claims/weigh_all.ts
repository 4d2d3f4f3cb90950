import type { Protocol } from "../../lib/conditions.ts";
import type { Claim } from "../../lib/results/claims.ts";
import { agreement } from "./agreement.ts";
import { weighControls } from "./controls.ts";
import type { ClaimCriteria, Measure, Measured } from "./measure.ts";
import { weigh } from "./verdict.ts";

/** Weighs claims against what was measured under a protocol. */
export function weighAll<M extends Measured>(
  claims: readonly ClaimCriteria<M>[],
  measurements: M,
  protocol: Protocol,
): Claim[] {
  const { seeds, windows } = measurements;
  const perSeed = (value: Measure<M>["value"]) =>
    seeds.map((seed, index) => [seed, value(measurements, seed, index)] as const);
  return claims.map(({ number, statement, measures }) => ({
    number,
    statement,
    protocols: measures.map((measured) => {
      const { measure, value, scale, criterion, floor, sameAs, paper, window } = measured;
      const options = { claim: number, scale, floor: floor && perSeed(floor) };
      const weighed = weigh(perSeed(value), criterion, options);
      const other = sameAs && weigh(perSeed(sameAs.value), criterion, { claim: number });
      return {
        protocol,
        measure,
        ...weighed,
        ...(sameAs && other ? agreement(weighed, sameAs.measure, other) : {}),
        controls: weighControls(measured, measurements),
        paper,
        window: window?.(windows),
      };
    }),
  }));
}
