import { WHISKERS } from "../../lib/stats/box_plot.ts";
import { quiescentWindows } from "../../lib/stats/trajectory_window.ts";
import type { Phase } from "../parts/style.ts";
import type { NoiseRan, PhaseRan, Ran } from "./caption.ts";

/** Values that should be one: "200"; "100 or 200" where they differ, "?" where there is none. */
export function each(values: readonly (string | number | undefined)[]): string {
  const known = new Set(values.filter((value) => value !== undefined));
  return known.size === 0 ? "?" : [...known].join(" or ");
}

/** Sentences that say something, one after the other. */
export function sentences(...all: readonly string[]): string {
  return all.filter((sentence) => sentence !== "").join(" ");
}

export function phasesOf({ phases }: Ran, wanted: Phase): PhaseRan[] {
  return phases.filter(({ phase }) => phase === wanted);
}

/** "200 trajectories of 1000 steps"; `steps`, if not all of the phase are shown. */
export function sizeOf(
  phases: readonly PhaseRan[],
  steps: readonly (number | undefined)[] = phases.map((phase) => phase.steps),
): string {
  return `${each(phases.map(({ trajectories }) => trajectories))} trajectories of ${
    each(steps)
  } steps`;
}

/** "200 trajectories of 100 steps active, 200 trajectories of 1000 steps quiescent" */
export function bothPhases(ran: Ran): string {
  return (["active", "quiescent"] as const)
    .map((phase) => `${sizeOf(phasesOf(ran, phase))} ${phase}`).join(", ");
}

/** "Early: the first 100 quiescent steps; late: from step 500 to 1000" */
export function windows(ran: Ran): string {
  const steps = phasesOf(ran, "quiescent").map((phase) => phase.steps);
  const late = each(steps.map((all) => quiescentWindows(all, 0).late.from));
  return `Early: the first ${each(ran.early)} quiescent steps; late: from step ${late} to ${
    each(steps)
  }`;
}

/** "the first 50 steps", or how many of each group where they differ. */
export function firstSteps(
  measured: readonly { readonly group: string; readonly steps: number }[],
): string {
  if (new Set(measured.map(({ steps }) => steps)).size <= 1) {
    return `the first ${each(measured.map(({ steps }) => steps))} steps`;
  }
  const groups = [...Map.groupBy(measured, ({ group }) => group)];
  return groups.map(([group, members]) =>
    `the first ${each(members.map(({ steps }) => steps))} steps (${group})`
  ).join(", ");
}

/** "quiescent, biased" */
export function phaseTitle(phase: Phase, ran: Ran): string {
  return phase + (bias(ran) === "unbiased" ? "" : `, ${bias(ran)}`);
}

/** The motion that the networks were trained on. */
export function bias({ trainings }: Ran): string {
  return each(trainings.map(({ biased }) => biased ? "biased" : "unbiased"));
}

/** What a quiescent phase is: " (input off, noise variance doubled)". */
export function quiescence(ran: Ran, phase: Phase): string {
  if (phase === "active") return "";
  return ` (input off, ${each(phasesOf(ran, phase).map(quiescentNoise))})`;
}

/** The noise of a quiescent phase beside that of the training. */
export function quiescentNoise({ noise, training }: PhaseRan): string {
  if (noise.law === "none") return "no noise";
  const usual = training?.noise;
  if (usual === undefined || usual.law === "none") {
    return `noise of scale ${Number(noise.sigma.toPrecision(3))} a step`;
  }
  const factor = Number((variance(noise) / variance(usual)).toPrecision(6));
  if (noise.law !== usual.law) return `noise of another law, ${factor} times its variance`;
  return factor === 1 ? "noise as in training, not doubled" : `noise variance ${timesText(factor)}`;
}

/** "doubled", "multiplied by 3" */
export function timesText(factor: number | undefined): string {
  return factor === 2 ? "doubled" : `multiplied by ${each([factor])}`;
}

/** Of a unit and step. */
function variance({ law, sigma }: NoiseRan): number {
  return law === "uniform" ? sigma ** 2 / 12 : sigma ** 2; // U(0, 1) has a twelfth
}

/** How a network was trained: "noisy" or "without noise". */
export function trainingNoise({ trainings }: Pick<Ran, "trainings">): string {
  return each(trainings.map(({ noise }) => noise.law === "none" ? "without noise" : "noisy"));
}

/** The one network that is drawn; `kind`: "network", "GRU". */
export function network(ran: Ran, kind = "network"): string {
  const seed = each(ran.phases.map(({ seed }) => seed));
  return `One ${kind} (seed ${seed}), trained ${trainingNoise(ran)} and ${bias(ran)}.`;
}

/** How many networks there are of each condition: one a seed. */
export function networks({ trainings, phases }: Ran): number {
  return new Set([...trainings, ...phases].map(({ seed }) => seed)).size;
}

export function spread(ran: Ran): string {
  const count = networks(ran);
  return count === 1 ? "One network." : `Mean ± 1 SD (ddof 0) over ${count} networks.`;
}

export function mean(ran: Ran): string {
  const count = networks(ran);
  return count === 1 ? "One network a condition." : `Means over ${count} networks.`;
}

const LAWS: Readonly<Record<NoiseRan["law"], string | undefined>> = {
  none: undefined,
  uniform: "uniform on [0, 1), scaled, as in the released code",
  gaussian: "Gaussian, as the paper's text describes it",
};

/**
 * The law of all noise behind a figure, training included; nothing where there was none. Most figures of
 * a report share it, so captions leave it out.
 */
export function noiseBehind({ trainings, phases }: Ran): string {
  const lawsOf = (all: readonly { readonly noise: NoiseRan }[]) =>
    all.flatMap(({ noise: { law } }) => LAWS[law] ?? []);
  const quiescent = lawsOf(phases.filter(({ phase }) => phase === "quiescent"));
  const driven = lawsOf([...trainings, ...phases.filter(({ phase }) => phase === "active")]);
  const all = new Set([...driven, ...quiescent]);
  if (all.size === 0) return "";
  if (all.size === 1) return `Recurrent noise ${each([...all])}.`;
  return `Recurrent noise in training and the active phase: ${each(driven)}; in quiescence: ${
    each(quiescent)
  }.`;
}

/** How box plots are drawn. */
export const BOXES = "Boxes: quartiles and median; whiskers: the furthest values within " +
  `${WHISKERS} interquartile ranges`;

/** "2nd", "8th" */
export function ordinal(n: number | undefined): string {
  if (n === undefined) return "?";
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teen ? "th" : ["th", "st", "nd", "rd"][n % 10] ?? "th";
  return `${n}${suffix}`;
}
