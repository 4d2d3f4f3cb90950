import type { Bias } from "../../lib/conditions.ts";
import { activeNames } from "../../lib/results/divergences.ts";
import type { ActiveName } from "../../lib/results/divergences.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
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
  /** Of what only starts where activity is, or elsewhere, for both divergences. */
  readonly controls: Readonly<Record<"divergence" | "divergenceSame", readonly ArtifactRef[]>>;
  readonly totalVariance: readonly ArtifactRef[];
  readonly stepDistance: Readonly<Record<Bias, readonly ArtifactRef[]>>;
  readonly fading: readonly ArtifactRef[];
}

export function spatialEvidence(
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
    divergence: seeds.flatMap((networks) => matrix(networks, sizes)),
    uniformity: seeds.flatMap((networks) => {
      const { decoded } = networks.quiescent(networks.trained("noisy", "unbiased"));
      const rows = { "U^σ quiescent": decoded };
      return divergences(networks, sizes, "uniformity", { columns: { uniform: null }, rows });
    }),
    floor: seeds.flatMap((networks) => floors(networks, sizes, activeNames)),
    divergenceSame: seeds.flatMap((networks) =>
      undoubled(networks, sizes, "divergenceSame", "quiescentSame")
    ),
    controls: {
      divergence: seeds.flatMap((networks) => [
        ...standingStill(networks, sizes, activeNames),
        ...elsewhere(networks, sizes, "quiescent", [["U^σ", "B^σ"], ["U", "B"]]),
      ]),
      divergenceSame: seeds.flatMap((networks) => [
        ...standingStill(networks, sizes, activeNames),
        ...elsewhere(networks, sizes, "quiescentSame", [["U^σ", "B^σ"]]),
      ]),
    },
    totalVariance: seeds.flatMap((networks) => totalVariances(networks, sizes)),
    stepDistance: {
      unbiased: seeds.flatMap((networks) => stepDistances(networks, sizes, "unbiased")),
      biased: seeds.flatMap((networks) => stepDistances(networks, sizes, "biased")),
    },
    fading: seeds.flatMap((networks) => vanillaFading(networks, sizes)),
  };
}

/** What is measured of GRUs. */
export interface GruEvidence {
  readonly history: readonly ArtifactRef[];
  readonly divergence: readonly ArtifactRef[];
  readonly controls: readonly ArtifactRef[];
  readonly floor: readonly ArtifactRef[];
  readonly stepDistance: readonly ArtifactRef[];
  readonly fading: readonly ArtifactRef[];
}

export function gruEvidence(
  sizes: Spatial,
  seeds: readonly Networks[],
): GruEvidence {
  return {
    history: seeds.map((networks) => networks.trained("noisy", "unbiased").history),
    divergence: seeds.flatMap((networks) => undoubled(networks, sizes, "divergence", "quiescent")),
    controls: seeds.flatMap((networks) => [
      ...standingStill(networks, sizes, ["U^σ", "B^σ"]),
      ...elsewhere(networks, sizes, "quiescent", [["U^σ", "B^σ"]]),
    ]),
    floor: seeds.flatMap((networks) => floors(networks, sizes, ["U^σ", "B^σ"])),
    stepDistance: seeds.flatMap((networks) =>
      phaseStepDistances(networks, sizes, networks.trained("noisy", "unbiased"))
    ),
    fading: seeds.flatMap((networks) => gruFading(networks)),
  };
}

/** All columns and rows of Fig. 2e. */
function matrix(networks: Networks, sizes: Spatial): ArtifactRef[] {
  const by = (phase: "active" | "quiescent") =>
    Object.fromEntries(
      activeNames.map((name) => [name, networks[phase](networkOf(networks, name)).decoded]),
    );
  const random = networks.quiescent(networks.random()).decoded;
  const columns = { ...by("quiescent"), uniform: null, "R^σ": random };
  return divergences(networks, sizes, "divergence", { columns, rows: by("active") });
}

/** How far each network's activity along other trajectories is from its activity. */
function floors(
  networks: Networks,
  sizes: Spatial,
  names: readonly ActiveName[],
): ArtifactRef[] {
  return names.flatMap((name) => {
    const network = networkOf(networks, name);
    const columns = { [`${name} again`]: networks.activeAgain(network).decoded };
    const rows = { [name]: networks.active(network).decoded };
    return divergences(networks, sizes, "floor", { columns, rows });
  });
}

/** How far quiescence that stays at its start would be from each activity: the starts are all networks'. */
function standingStill(
  networks: Networks,
  sizes: Spatial,
  names: readonly ActiveName[],
): ArtifactRef[] {
  const columns = { frozen: networks.frozen({ bias: "unbiased" }) };
  const rows = activity(networks, names);
  return divergences(networks, sizes, "frozen", { columns, rows });
}

/** How far quiescence that starts about the centre is from the activities of each pair of networks. */
function elsewhere(
  networks: Networks,
  sizes: Spatial,
  phase: "quiescent" | "quiescentSame",
  pairs: readonly (readonly ActiveName[])[],
): ArtifactRef[] {
  return pairs.flatMap((names) => {
    const columns = Object.fromEntries(names.map((name) => {
      const { decoded } = networks.quiescentFrom(networkOf(networks, name), "centre", phase);
      return [`${name} centre`, decoded];
    }));
    const measure = phase === "quiescent" ? "divergence" : "divergenceSame";
    return divergences(networks, sizes, measure, { columns, rows: activity(networks, names) });
  });
}

/** Decoded positions of the active phase, by name. */
function activity(networks: Networks, names: readonly ActiveName[]) {
  return Object.fromEntries(
    names.map((name) => [name, networks.active(networkOf(networks, name)).decoded]),
  );
}

/** The noisy networks alone, each quiescent distribution from both active ones. */
function undoubled(
  networks: Networks,
  sizes: Spatial,
  measure: string,
  phase: "quiescent" | "quiescentSame",
): ArtifactRef[] {
  const names = ["U^σ", "B^σ"] as const;
  const by = (phase: "active" | "quiescent" | "quiescentSame") =>
    Object.fromEntries(
      names.map((name) => [name, networks[phase](networkOf(networks, name)).decoded]),
    );
  return divergences(networks, sizes, measure, { columns: by(phase), rows: by("active") });
}
