import { biases, noiseLevels } from "../../lib/conditions.ts";
import type { Bias, NoiseLevel } from "../../lib/conditions.ts";
import { columnNames } from "../../lib/results/divergences.ts";
import type { ActiveName, ColumnName, RowName } from "../../lib/results/divergences.ts";
import type { StepDistanceGroup } from "../../lib/results/step_distances.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import type { Spatial, SpatialVanilla } from "../configuration/configuration.ts";
import { protocolLabel } from "../configuration/protocol.ts";
import { klDivergences } from "../divergence/stage.ts";
import { stepDistanceOf } from "../step_distance/stage.ts";
import { totalVarianceOf } from "../total_variance/stage.ts";
import type { Networks, RolledOut, TrainedNetwork } from "./networks.ts";

/** How the networks were trained that Fig. 2e names. */
const trainings: Readonly<Record<ActiveName, readonly [NoiseLevel, Bias]>> = {
  "U": ["noiseless", "unbiased"],
  "B": ["noiseless", "biased"],
  "U^σ": ["noisy", "unbiased"],
  "B^σ": ["noisy", "biased"],
};

/** The trained network behind a name of Fig. 2e. */
export function networkOf(networks: Networks, name: ActiveName): TrainedNetwork {
  return networks.trained(...trainings[name]);
}

/** KL divergences of each quiescent distribution (null: uniform) from the active ones, one a column. */
export function divergences(
  networks: Networks,
  { divergence: { points }, motion: { boxWidth, boxHeight } }: Spatial,
  measure: string,
  { columns, rows }: {
    readonly columns: Readonly<Partial<Record<ColumnName, ArtifactRef | null>>>;
    readonly rows: Readonly<Partial<Record<RowName, ArtifactRef>>>;
  },
): ArtifactRef[] {
  const { graph, seed, protocol } = networks;
  const labels = { ...protocolLabel(protocol), ...networks.labels, measure, seed };
  return columnNames().filter((name) => columns[name] !== undefined).map((quiescent) => {
    const column = columns[quiescent];
    const parameters = {
      seed,
      quiescent,
      active: Object.keys(rows) as RowName[], // its own keys
      points,
      boxWidth,
      boxHeight,
    };
    const inputs = {
      active: Object.values(rows),
      ...(column === null || column === undefined ? {} : { quiescent: column }),
    };
    return graph.add(klDivergences, { labels, leaf: quiescent }, parameters, inputs).kl;
  });
}

/** Total variances of the four conditions of one seed (Fig. 2f). */
export function totalVariances(networks: Networks, sizes: SpatialVanilla): ArtifactRef[] {
  const { from, steps } = sizes.totalVariance;
  return noiseLevels.flatMap((level) =>
    biases.map((bias) => {
      const network = networks.trained(level, bias);
      const { labels, decoded } = totalVarianceRollout(networks, sizes, network);
      const parameters = {
        seed: networks.seed,
        condition: `${level} ${bias}` as const,
        from,
        to: steps,
      };
      const naming = { labels, leaf: "variance" };
      return networks.graph.add(totalVarianceOf, naming, parameters, { decoded }).variance;
    })
  );
}

/** The longer quiescence that total variances are taken of. */
export function totalVarianceRollout(
  networks: Networks,
  { totalVariance: { trajectories, steps } }: SpatialVanilla,
  network: TrainedNetwork,
): RolledOut {
  const quiescent = networks.quiescentNoise(network);
  return networks.rollOut(network, {
    labels: { phase: "totalVariance" },
    trajectories,
    steps,
    quiescent,
  });
}

/** Step distances of the five groups of Fig. C.4 of one seed. */
export function stepDistances(
  networks: Networks,
  sizes: Spatial,
  bias: Bias,
): ArtifactRef[] {
  const deterministic = networks.trained("noiseless", bias);
  const of = (group: StepDistanceGroup, phase: RolledOut) =>
    stepDistance(networks, sizes, group, phase);
  return [
    ...phaseStepDistances(networks, sizes, networks.trained("noisy", bias)),
    of("DT active", networks.active(deterministic)),
    of("DT quiescent", networks.quiescent(deterministic)),
    of("DT noisy quiescent", networks.quiescentNoisy(deterministic)),
  ];
}

/** Step distances of both phases of one network. */
export function phaseStepDistances(
  networks: Networks,
  sizes: Spatial,
  network: TrainedNetwork,
): ArtifactRef[] {
  const of = (group: StepDistanceGroup, phase: RolledOut) =>
    stepDistance(networks, sizes, group, phase);
  return [
    of("NT active", networks.active(network)),
    of("NT quiescent", networks.quiescent(network)),
  ];
}

/** Of all groups over equally many steps, so that they can be compared. */
function stepDistance(
  { graph, seed }: Networks,
  { stepDistance, active, quiescent }: Spatial,
  group: StepDistanceGroup,
  { labels, decoded }: RolledOut,
): ArtifactRef {
  const steps = Math.min(stepDistance.steps, active.steps, quiescent.steps);
  return graph.add(stepDistanceOf, { labels }, { seed, group, steps }, { decoded }).distances;
}
