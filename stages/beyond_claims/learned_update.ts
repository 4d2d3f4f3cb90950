import type { Measured } from "../../lib/results/measured.ts";
import type { UpdatedCondition, UpdatedNetwork } from "../../lib/results/updated_network.ts";
import { estimate } from "../claims/estimate.ts";
import type { MaybeEstimate } from "../claims/estimate.ts";
import type { Measurements } from "./measurements.ts";

/** Steps after a kick at which claim 15 looks, and after an input claim 16. */
export const KICK_LAG = 5;
export const GAIN_LAG = 10;

/** How much of what a denoiser can do the update does, over all components. */
export function efficiencyOf(
  { updateSpectrum }: Measurements,
  seed: number,
  condition: UpdatedCondition,
): MaybeEstimate {
  const bands = networkOf(updateSpectrum, seed, condition)?.spectrum?.bands;
  return of(bands?.find(({ band }) => band === "all")?.efficiency);
}

/** A vanilla network on the spatial task. */
function networkOf<Of extends UpdatedNetwork>(
  all: readonly Of[],
  seed: number,
  condition: UpdatedCondition,
): Of | undefined {
  return all.find((each) =>
    each.kind === "spatial" && each.seed === seed && each.condition === condition
  );
}

/** A measure so many steps later; the first is at index 0. */
function at(measured: readonly Measured[] | undefined, lag: number): MaybeEstimate {
  return of(measured?.[lag - 1]);
}

function of(measured: Measured | undefined): MaybeEstimate {
  return estimate(measured?.value, measured?.error);
}

/** What is left of a transverse kick of U^σ over what the leak alone leaves. */
export function leftOfKick({ kicks }: Measurements, seed: number): MaybeEstimate {
  const found = networkOf(kicks, seed, "U^σ");
  const left = at(found?.transverse?.overlap, KICK_LAG);
  if (left === undefined || found === undefined) return undefined;
  const leak = (1 - found.alpha) ** KICK_LAG;
  return { value: left.value / leak, error: left.error && left.error / leak };
}

/** How the outputs of U^σ have followed one input. */
export function gainOf(
  { gain }: Measurements,
  seed: number,
  measure: "slope" | "cosine",
): MaybeEstimate {
  return at(networkOf(gain, seed, "U^σ")?.[measure], GAIN_LAG);
}

/** Share of the energy of what the input adds to U^σ that does not change its sign with it. */
export function evenShareOf({ gain }: Measurements, seed: number): MaybeEstimate {
  return of(networkOf(gain, seed, "U^σ")?.evenShare);
}
