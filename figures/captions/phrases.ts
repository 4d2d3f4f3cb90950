import type { CaptionSizes, PhaseSizes } from "../captions.ts";
import type { Phase } from "../parts/style.ts";

/** The motion that a network was trained on. */
export type Bias = "unbiased" | "biased";

/** Values that should be one: "200"; "100 or 200" where they differ, "?" where there is none. */
export function each(values: readonly (string | number | undefined)[]): string {
  const known = new Set(values.filter((value) => value !== undefined));
  return known.size === 0 ? "?" : [...known].join(" or ");
}

/** "quiescent, biased" */
export function phaseTitle(phase: Phase, bias: Bias): string {
  return phase + (bias === "biased" ? ", biased" : "");
}

/** What quiescence is, where its noise is doubled. */
export function doubled(phase: Phase): string {
  return phase === "quiescent" ? " (input off, noise variance doubled)" : "";
}

/** What quiescence is, where its noise is that of training. */
export function notDoubled(phase: Phase): string {
  return phase === "quiescent" ? " (input off, noise as in training, not doubled)" : "";
}

export function phases({ trajectories, activeSteps, quiescentSteps }: PhaseSizes): string {
  return `${trajectories} trajectories a phase, ${activeSteps} active and ${quiescentSteps} ` +
    "quiescent steps";
}

export function phaseOf(sizes: PhaseSizes, phase: Phase): string {
  const steps = phase === "active" ? sizes.activeSteps : sizes.quiescentSteps;
  return `${sizes.trajectories} trajectories of ${steps} steps`;
}

/** `kind`: "network", "GRU". */
export function network({ shownSeed }: CaptionSizes, bias: Bias, kind = "network"): string {
  return `One ${kind} (seed ${shownSeed}), trained noisy and ${bias}.`;
}

export function spread({ networks }: CaptionSizes): string {
  return networks === 1 ? "One network." : `Mean ± 1 SD (ddof 0) over ${networks} networks.`;
}

export function mean({ networks }: CaptionSizes): string {
  return networks === 1 ? "One network a condition." : `Means over ${networks} networks.`;
}

export function noise({ protocol }: CaptionSizes): string {
  return protocol === "released"
    ? "Recurrent noise uniform on [0, 1), scaled, as in the released code."
    : "Recurrent noise Gaussian, as the paper's text describes it.";
}

/** How box plots are drawn. */
export const BOXES =
  "Boxes: quartiles and median; whiskers: the furthest values within 1.5 interquartile ranges";

/** "2nd", "8th" */
export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teen ? "th" : ["th", "st", "nd", "rd"][n % 10] ?? "th";
  return `${n}${suffix}`;
}
