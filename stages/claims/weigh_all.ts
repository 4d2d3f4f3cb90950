import type { Protocol } from "../../lib/conditions.ts";
import type { Claim } from "../../lib/results/claims.ts";
import { agreement } from "./agreement.ts";
import { weighControls } from "./controls.ts";
import type { ClaimCriteria, Joint, Measure, Measured } from "./measure.ts";
import { weigh } from "./verdict.ts";
import type { Weighed } from "./verdict.ts";

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
      const { measure, value, scale, criterion, floor, sameAs, joint, paper, window } = measured;
      const options = { claim: number, scale, floor: floor && perSeed(floor) };
      const weighed = together(weigh(perSeed(value), criterion, options), joint?.(measurements));
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

/** A measure is no better than what else must be. */
function together(weighed: Weighed, joint: Joint | undefined): Weighed {
  if (joint === undefined) return weighed;
  const { holds, finding } = joint;
  const verdict = weighed.verdict === "not tested" || holds ? weighed.verdict : "does not hold";
  return { ...weighed, verdict, finding };
}
