import type { Protocol } from "../../lib/conditions.ts";
import type { Claim } from "../../lib/results/claims.ts";
import { claims } from "./criteria.ts";
import type { Measurements } from "./measurements.ts";
import { weigh } from "./verdict.ts";

/** Weighs all claims against what was measured under a protocol. */
export function weighAll(measurements: Measurements, protocol: Protocol): Claim[] {
  const { seeds, windows } = measurements;
  return claims.map(({ number, statement, measures }) => ({
    number,
    statement,
    protocols: measures.map(({ measure, value, scale, criterion, floor, paper, window }) => ({
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
      paper,
      window: window?.(windows),
    })),
  }));
}
