import type { Bias } from "../../lib/conditions.ts";
import { activeNames } from "../../lib/results/divergences.ts";
import type { ActiveName } from "../../lib/results/divergences.ts";
import type { ArtifactRef, GraphBuilder } from "../../pipeline/graph.ts";
import type { Spatial, SpatialVanilla } from "../configuration/configuration.ts";
import { gruFading, vanillaFading } from "./fading.ts";
import {
  divergences,
  networkOf,
  phaseStepDistances,
  stepDistances,
  totalVariances,
} from "./spatial_measures.ts";
import type { Networks } from "./networks.ts";

/** What is measured of all seeds on the spatial task: for the figures and the claims. */
export interface SpatialEvidence {
  readonly history: readonly ArtifactRef[];
  readonly explainedActive: readonly ArtifactRef[];
  readonly explainedQuiescent: readonly ArtifactRef[];
  /** The matrix of Fig. 2e. */
  readonly divergence: readonly ArtifactRef[];
  /** Of a uniform distribution from the quiescent one: how uniform quiescence is. */
  readonly uniformity: readonly ArtifactRef[];
  /** Of a second active set from the first: what a divergence is by chance. */
  readonly floor: readonly ArtifactRef[];
  /** With the noise as it was in training. */
  readonly divergenceSame: readonly ArtifactRef[];
  readonly totalVariance: readonly ArtifactRef[];
  readonly stepDistance: Readonly<Record<Bias, readonly ArtifactRef[]>>;
  readonly fading: readonly ArtifactRef[];
}

export function spatialEvidence(
  graph: GraphBuilder,
  sizes: SpatialVanilla,
  seeds: readonly Networks[],
): SpatialEvidence {
  const explained = (networks: Networks, phase: "active" | "quiescent") => {
    const { trajectories, activeSteps, quiescentSteps, components } = sizes.explainedVariance;
    const network = networks.trained("noisy", "unbiased");
    const options = phase === "active"
      ? { steps: activeSteps }
      : { steps: quiescentSteps, quiescent: networks.quiescentNoise(network) };
    const labels = { measure: "explainedVariance", phase };
    return networks.components(network, { labels, trajectories, ...options }, components).explained;
  };
  return {
    history: seeds.map((networks) => networks.trained("noisy", "unbiased").history),
    explainedActive: seeds.map((networks) => explained(networks, "active")),
    explainedQuiescent: seeds.map((networks) => explained(networks, "quiescent")),
    divergence: seeds.flatMap((networks) => matrix(graph, sizes, networks)),
    uniformity: seeds.flatMap((networks) => {
      const { decoded } = networks.quiescent(networks.trained("noisy", "unbiased"));
      const rows = { "U^σ quiescent": decoded };
      return divergences(graph, sizes, networks, "uniformity", { uniform: null }, rows);
    }),
    floor: seeds.flatMap((networks) => floors(graph, sizes, networks, "floor", activeNames)),
    divergenceSame: seeds.flatMap((networks) =>
      undoubled(graph, sizes, networks, "divergenceSame", "quiescentSame")
    ),
    totalVariance: seeds.flatMap((networks) => totalVariances(graph, sizes, networks)),
    stepDistance: {
      unbiased: seeds.flatMap((networks) => stepDistances(graph, sizes, networks, "unbiased")),
      biased: seeds.flatMap((networks) => stepDistances(graph, sizes, networks, "biased")),
    },
    fading: seeds.flatMap((networks) => vanillaFading(graph, sizes, networks)),
  };
}

/** What is measured of GRUs. */
export interface GruEvidence {
  readonly history: readonly ArtifactRef[];
  readonly divergence: readonly ArtifactRef[];
  readonly floor: readonly ArtifactRef[];
  readonly stepDistance: readonly ArtifactRef[];
  readonly fading: readonly ArtifactRef[];
}

export function gruEvidence(
  graph: GraphBuilder,
  sizes: Spatial,
  seeds: readonly Networks[],
): GruEvidence {
  return {
    history: seeds.map((networks) => networks.trained("noisy", "unbiased").history),
    divergence: seeds.flatMap((networks) =>
      undoubled(graph, sizes, networks, "divergence", "quiescent")
    ),
    floor: seeds.flatMap((networks) => floors(graph, sizes, networks, "floor", ["U^σ", "B^σ"])),
    stepDistance: seeds.flatMap((networks) =>
      phaseStepDistances(graph, sizes, networks, networks.trained("noisy", "unbiased"))
    ),
    fading: seeds.flatMap((networks) => gruFading(graph, networks)),
  };
}

/** All columns and rows of Fig. 2e. */
function matrix(graph: GraphBuilder, sizes: Spatial, networks: Networks): ArtifactRef[] {
  const by = (phase: "active" | "quiescent") =>
    Object.fromEntries(
      activeNames.map((name) => [name, networks[phase](networkOf(networks, name)).decoded]),
    );
  const random = networks.quiescent(networks.random()).decoded;
  const columns = { ...by("quiescent"), uniform: null, "R^σ": random };
  return divergences(graph, sizes, networks, "divergence", columns, by("active"));
}

/** How far each network's activity along other trajectories is from its activity. */
function floors(
  graph: GraphBuilder,
  sizes: Spatial,
  networks: Networks,
  measure: string,
  names: readonly ActiveName[],
): ArtifactRef[] {
  return names.flatMap((name) => {
    const network = networkOf(networks, name);
    const columns = { [`${name} again`]: networks.activeAgain(network).decoded };
    const rows = { [name]: networks.active(network).decoded };
    return divergences(graph, sizes, networks, measure, columns, rows);
  });
}

/** The noisy networks alone, each quiescent distribution from both active ones. */
function undoubled(
  graph: GraphBuilder,
  sizes: Spatial,
  networks: Networks,
  measure: string,
  phase: "quiescent" | "quiescentSame",
): ArtifactRef[] {
  const names = ["U^σ", "B^σ"] as const;
  const by = (phase: "active" | "quiescent" | "quiescentSame") =>
    Object.fromEntries(
      names.map((name) => [name, networks[phase](networkOf(networks, name)).decoded]),
    );
  return divergences(graph, sizes, networks, measure, by(phase), by("active"));
}
