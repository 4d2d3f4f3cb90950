import type { Phase } from "../parts/style.ts";
import type { Caption, Ran } from "./caption.ts";
import { drawn, type MapKind, positions } from "./maps.ts";
import {
  bias,
  BOXES,
  each,
  firstSteps,
  networks,
  ordinal,
  phasesOf,
  quiescentNoise,
  sentences,
  trainingNoise,
} from "./phrases.ts";

/** Fig. C.1-C.4: the spatial task with noise not doubled, with GRUs, and without training noise. */
export const appendixC = {
  figC1a: (ran) => drawn(ran, "active", sameNoise(ran, "active")),
  figC1b: (ran) => drawn(ran, "quiescent", sameNoise(ran, "quiescent")),
  figC1c: (ran) => positions(ran, "active", sameNoise(ran, "active")),
  figC1d: (ran) => positions(ran, "quiescent", sameNoise(ran, "quiescent")),
  figC1e: (ran) => drawn(ran, "active", sameNoise(ran, "active")),
  figC1f: (ran) => drawn(ran, "quiescent", sameNoise(ran, "quiescent")),
  figC1g: (ran) => positions(ran, "active", sameNoise(ran, "active")),
  figC1h: (ran) => positions(ran, "quiescent", sameNoise(ran, "quiescent")),
  figC2a: (ran) => drawn(ran, "active", GRU),
  figC2b: (ran) => drawn(ran, "quiescent", GRU),
  figC2c: (ran) => positions(ran, "active", GRU),
  figC2d: (ran) => positions(ran, "quiescent", GRU),
  figC2e: (ran) => drawn(ran, "active", GRU),
  figC2f: (ran) => drawn(ran, "quiescent", GRU),
  figC2g: (ran) => positions(ran, "active", GRU),
  figC2h: (ran) => positions(ran, "quiescent", GRU),
  figC3a: example,
  figC3b: example,
  figC3c: example,
  figC3d: example,
  figC3e: example,
  figC3f: example,
  figC4a: stepDistances,
  figC4b: stepDistances,
} as const satisfies Record<string, (ran: Ran) => Caption>;

const GRU: MapKind = { kind: "GRU", remark: ", GRU" };

function sameNoise(ran: Ran, phase: Phase): MapKind {
  const remark = phasesOf(ran, "quiescent").length === 0 || phase === "active"
    ? ""
    : `, ${each(phasesOf(ran, phase).map(quiescentNoise))}`;
  return { kind: "network", remark };
}

function example(ran: Ran): Caption {
  const { panel: { every, steps }, phases } = ran;
  const training = trainingNoise(ran);
  return {
    title: `Example quiescent trajectories, ${bias(ran)}, trained ${training}`,
    caption: sentences(
      `Decoded positions with the input off and ${each(phases.map(quiescentNoise))}: every ` +
        `${ordinal(every)} of ${
          each(phases.map(({ trajectories }) => trajectories))
        } trajectories, ` +
        `${
          each([steps])
        } steps. Rings: starts; triangles: ends; shades only tell trajectories apart; square: the box. One network ` +
        `(seed ${each(phases.map(({ seed }) => seed))}), trained ${training} and ${bias(ran)}.`,
    ),
  };
}

function stepDistances(ran: Ran): Caption {
  const { stepDistances } = ran;
  const group = (name: string) =>
    stepDistances.filter(({ group }) => group === name).flatMap(({ phase }) => phase ?? []);
  const noiseOf = (name: string) => each(group(name).map(quiescentNoise));
  const trainedOf = (name: string) =>
    trainingNoise({ trainings: group(name).flatMap(({ training }) => training ?? []) });
  const trajectories = each(stepDistances.map(({ phase }) => phase?.trajectories));
  const count = networks(ran);
  const pooled = count === 1 ? "of one network" : `of each of ${count} networks, pooled`;
  return {
    title: `Step distance, ${bias(ran)}`,
    caption: sentences(
      "Distance of consecutive decoded positions, averaged over each trajectory: " +
        `${firstSteps(stepDistances)} of ${trajectories} trajectories ${pooled}. NT: trained ` +
        `${trainedOf("NT quiescent")} (quiescent: ${noiseOf("NT quiescent")}); DT: trained ` +
        `${trainedOf("DT quiescent")}, in quiescence ${
          noiseOf("DT quiescent")
        }; noisy quiescent: ` +
        `${noiseOf("DT noisy quiescent")}).`,
      `${BOXES}; dots: trajectories beyond; those below a logarithmic axis are counted at its foot, and ` +
        "whiskers to them cut.",
      `Networks trained ${bias(ran)}.`,
    ),
  };
}
