import { distanceOf } from "../../lib/results/distances.ts";
import type { ComparedName } from "../../lib/results/distances.ts";
import type { ActiveName } from "../../lib/results/divergences.ts";
import { estimate, largest } from "../claims/estimate.ts";
import { gap, gapOf } from "../claims/formulas.ts";
import type { Pair } from "../claims/formulas.ts";
import { type Measure, ORDER } from "../claims/measure.ts";
import type { Measurements } from "./measurements.ts";

/** The random networks, which are far from both of a pair. */
const OTHERS = ["R^σ"] as const;

/**
 * The measure of order of claims 6 and 7 in sliced Wasserstein distances, and in divergences: whether one
 * comes to what the other does.
 */
export function sameOrder(pair: Pair): Measure<Measurements> {
  const names = pair.join(" and ").replaceAll("^", "");
  const measure = (distance: string) =>
    `smallest mismatched (biased-unbiased, random) less largest matched ${distance}`;
  return {
    measure: `${measure("sliced W1")}, ${names}, m`,
    value: (measurements, seed) => {
      const of = (compared: ComparedName, active: ActiveName) =>
        slicedOf(measurements, seed, compared, active);
      return gap(of, pair, { others: OTHERS, stead: (name) => name });
    },
    sameAs: {
      measure: `${measure("KL")}, nats`,
      value: ({ divergence }, seed) => gapOf(divergence, seed, pair, { others: OTHERS }),
    },
    criterion: { ...ORDER, reason: "the order of Fig. 2e, whichever distance tells it" },
    floor: (measurements, seed) =>
      largest(pair.map((name) => slicedOf(measurements, seed, "floor", name))),
    window: ({ distances }) => distances,
  };
}

/** A sliced Wasserstein distance over the steps that divergences take. */
function slicedOf(
  { distances }: Measurements,
  seed: number,
  compared: ComparedName,
  active: ActiveName,
) {
  return estimate(distanceOf(distances, seed, { compared, active, window: "all" })?.sw1);
}
