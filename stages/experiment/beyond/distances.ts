import { biases } from "../../../lib/conditions.ts";
import { activeNames, quiescentNames } from "../../../lib/results/divergences.ts";
import type { ActiveName, QuiescentName } from "../../../lib/results/divergences.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import type { Labels } from "../../../pipeline/labels.ts";
import { bandwidths } from "../../bandwidths/stage.ts";
import { bearingDistances } from "../../bearing_distances/stage.ts";
import type { Configuration, HeadDirection, Spatial } from "../../configuration/configuration.ts";
import { protocolLabel } from "../../configuration/protocol.ts";
import { distances } from "../../distances/stage.ts";
import type { Networks } from "../networks.ts";
import { spatialEvidence } from "../spatial_evidence.ts";
import { networkOf } from "../spatial_measures.ts";
import type { AllNetworks } from "./all_networks.ts";

/** Distances without a bandwidth, and what divergences owe to theirs. */
export interface DistancesEvidence {
  /** One a seed. */
  readonly vanilla: readonly ArtifactRef[];
  /** What they stand beside: the divergences of Fig. 2e, with floors and standing still. */
  readonly divergence: readonly ArtifactRef[];
  readonly gru: readonly ArtifactRef[];
  /** The divergences of Fig. 2e at other bandwidths, one a seed. */
  readonly bandwidths: readonly ArtifactRef[];
  /** One a seed and bias. */
  readonly headDirection: readonly ArtifactRef[];
}

/** Adds the distances of all tasks and seeds: of the quiescence that the paper's divergences compare. */
export function distancesEvidence(
  { spatial: { vanilla, gru }, headDirection }: Configuration,
  networks: AllNetworks,
): DistancesEvidence {
  const { divergence, floor, controls } = spatialEvidence(vanilla, networks.vanilla);
  return {
    divergence: [...divergence, ...floor, ...controls.divergence],
    vanilla: networks.vanilla.map((seed) =>
      distancesOf(seed, vanilla, activeNames, quiescentNames)
    ),
    gru: networks.gru.map((seed) => distancesOf(seed, gru, NOISY, NOISY)),
    bandwidths: networks.vanilla.map((seed) => bandwidthsOf(seed, vanilla)),
    headDirection: networks.headDirection.flatMap((seed) =>
      bearingDistancesOf(seed, headDirection.vanilla)
    ),
  };
}

const NOISY = ["U^σ", "B^σ"] as const;

function distancesOf(
  networks: Networks,
  { active, quiescent, motion: { boxWidth, boxHeight } }: Spatial,
  rows: readonly ActiveName[],
  columns: readonly QuiescentName[],
): ArtifactRef {
  const parameters = {
    seed: networks.seed,
    active: [...rows],
    quiescent: [...columns],
    trajectories: Math.max(active.trajectories, quiescent.trajectories),
    activeSteps: active.steps,
    steps: quiescent.steps,
    early: quiescent.early,
    boxWidth,
    boxHeight,
  };
  const naming = { labels: seedLabels(networks) };
  const { active: first, again: second, ...others } = positions(networks, rows, columns);
  // Quiescence starts like the first set, so its distances are from the second.
  const inputs = { active: second, again: first, ...others };
  return networks.graph.add(distances, naming, parameters, inputs).distances;
}

function bandwidthsOf(
  networks: Networks,
  { divergence: { bandwidthPoints: points }, motion: { boxWidth, boxHeight } }: Spatial,
): ArtifactRef {
  const parameters = {
    seed: networks.seed,
    active: [...activeNames],
    quiescent: [...quiescentNames],
    points,
    boxWidth,
    boxHeight,
  };
  const inputs = positions(networks, activeNames, quiescentNames);
  const naming = { labels: seedLabels(networks) };
  return networks.graph.add(bandwidths, naming, parameters, inputs).divergences;
}

function bearingDistancesOf(
  networks: Networks,
  { quiescent: { early } }: HeadDirection,
): ArtifactRef[] {
  return biases.map((bias) => {
    const network = networks.trained("noisy", bias);
    const parameters = { seed: networks.seed, bias, early };
    return networks.graph.add(bearingDistances, { labels: network.labels }, parameters, {
      active: networks.activeAgain(network).decoded, // for quiescence starts like the first set
      again: networks.active(network).decoded,
      frozen: networks.frozen(network),
      quiescent: networks.quiescent(network).decoded,
    }).distances;
  });
}

/** What rows and columns are measured of: decoded positions. */
function positions(
  networks: Networks,
  rows: readonly ActiveName[],
  columns: readonly QuiescentName[],
): Readonly<Record<"active" | "again" | "frozen" | "quiescent", readonly ArtifactRef[]>> {
  const own = rows.map((name) => networkOf(networks, name));
  return {
    active: own.map((network) => networks.active(network).decoded),
    again: own.map((network) => networks.activeAgain(network).decoded),
    frozen: own.map((network) => networks.frozen(network)),
    quiescent: columns.flatMap((name) => {
      if (name === "uniform") return [];
      const network = name === "R^σ" ? networks.random() : networkOf(networks, name);
      return [networks.quiescent(network).decoded];
    }),
  };
}

function seedLabels({ protocol, labels, seed }: Networks): Labels {
  return { ...protocolLabel(protocol), ...labels, seed };
}
