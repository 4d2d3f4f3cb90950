import type { Protocol } from "../../lib/conditions.ts";
import type { Claim } from "../../lib/results/claims.ts";
import type { ClaimCriteria, Measured } from "./measure.ts";
import { weighControls } from "./controls.ts";
import { weigh } from "./verdict.ts";

/** Weighs claims against what was measured under a protocol. */
export function weighAll<M extends Measured>(
  claims: readonly ClaimCriteria<M>[],
  measurements: M,
  protocol: Protocol,
): Claim[] {
  const { seeds, windows } = measurements;
  return claims.map(({ number, statement, measures }) => ({
    number,
    statement,
    protocols: measures.map((measured) => {
      const { measure, value, scale, criterion, floor, paper, window } = measured;
      return {
        protocol,
        measure,
        ...weigh(
          seeds.map((seed, index) => [seed, value(measurements, seed, index)] as const),
          criterion,
          {
            claim: number,
            scale,
            floor: floor &&
              seeds.map((seed, index) => [seed, floor(measurements, seed, index)] as const),
          },
        ),
        controls: weighControls(measured, measurements),
        paper,
        window: window?.(windows),
      };
    }),
  }));
}
