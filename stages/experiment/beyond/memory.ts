import { activeNames } from "../../../lib/results/divergences.ts";
import type { ActiveName } from "../../../lib/results/divergences.ts";
import type { Population } from "../../../lib/results/memory.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import type { Configuration, HeadDirection, Spatial } from "../../configuration/configuration.ts";
import { memoryOf } from "../../memory/stage.ts";
import { draw } from "../draw.ts";
import type { Canvas } from "../draw.ts";
import type { Networks } from "../networks.ts";
import { networkOf } from "../spatial_measures.ts";
import type { AllNetworks } from "./all_networks.ts";

const NOISY = ["U^σ", "B^σ"] as const;

/** Adds what quiescence keeps of its start, one a network: of all tasks, cells and seeds; and Fig. S4. */
export function memoryEvidence(
  canvas: Canvas,
  { spatial: { vanilla, gru }, headDirection }: Configuration,
  networks: AllNetworks,
): ArtifactRef[] {
  const of = (
    seeds: readonly Networks[],
    names: readonly ActiveName[],
    options: Omit<MemoryOptions, "name">,
  ) => seeds.flatMap((seed) => names.map((name) => addMemory(seed, { ...options, name })));
  const pointsOf = ({ divergence }: Spatial) => divergence.bandwidthPoints;
  const { vanilla: turning } = headDirection;
  const memory = [
    ...of(networks.vanilla, activeNames, {
      population: "spatial",
      points: pointsOf(vanilla),
      ...vanilla,
    }),
    ...of(networks.gru, NOISY, { population: "gru", points: pointsOf(gru), ...gru }),
    ...of(networks.headDirection, NOISY, {
      population: "headDirection",
      points: null,
      ...turning,
    }),
  ];
  draw(canvas, "figS4", {}, { memory });
  return memory;
}

/** Which network, and its sizes. */
interface MemoryOptions extends Pick<Spatial | HeadDirection, "active" | "quiescent"> {
  readonly population: Population;
  readonly name: ActiveName;
  readonly points: number | null;
}

function addMemory(
  networks: Networks,
  { population, name, points, active: { steps: activeSteps }, quiescent }: MemoryOptions,
): ArtifactRef {
  const network = networkOf(networks, name);
  // Activity that shares no start with quiescence, or standing still would be nearer than chance.
  const [active, again] = [networks.activeAgain(network), networks.active(network)];
  const [own, centre] = [networks.quiescent(network), networks.quiescentFrom(network, "centre")];
  const { trajectories, steps, early } = quiescent;
  const sizes = { early, points, trajectories, steps, activeSteps };
  const parameters = { seed: networks.seed, population, network: name, ...sizes };
  return networks.graph.add(memoryOf, { labels: network.labels }, parameters, {
    active: active.smooth,
    again: again.smooth,
    own: own.smooth,
    centre: centre.smooth,
    activeDecoded: active.decoded,
    againDecoded: again.decoded,
    ownDecoded: own.decoded,
    centreDecoded: centre.decoded,
    activePeak: active.peak,
    ownPeak: own.peak,
    centrePeak: centre.peak,
    ownFrozen: networks.frozen(network),
    centreFrozen: networks.frozen(network, { starts: "centre" }),
  }).memory;
}
