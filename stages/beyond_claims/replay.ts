import { motionOf, PRIMARY } from "../../lib/results/replay.ts";
import type { Motion, ReplayMeasure, ReplayPhase } from "../../lib/results/replay.ts";
import { estimate } from "../claims/estimate.ts";
import type { MaybeEstimate } from "../claims/estimate.ts";
import type { Measurements } from "./measurements.ts";

/** The primary exponent of a phase of U^σ, decoded smoothly. */
export function exponentOf(
  measurements: Measurements,
  seed: number,
  phase: ReplayPhase,
): MaybeEstimate {
  return measureOf(measurements, seed, phase, ({ exponents }) => exponents[PRIMARY]);
}

/** How fast U^σ moves in a window of quiescence, activity being 1. */
export function compressionOf(
  measurements: Measurements,
  seed: number,
  phase: "early" | "late",
): MaybeEstimate {
  return measureOf(measurements, seed, phase, ({ beside }) => beside?.compression);
}

function measureOf(
  { replay }: Measurements,
  seed: number,
  phase: ReplayPhase,
  of: (motion: Motion) => ReplayMeasure | undefined,
): MaybeEstimate {
  const network = replay.find((each) =>
    each.seed === seed && each.kind === "spatial" && each.condition === "U^σ"
  );
  const motion = network && motionOf(network, phase);
  const found = motion && of(motion);
  return estimate(found?.value, found?.error);
}
