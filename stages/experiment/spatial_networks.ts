import type { ArtifactRef, GraphBuilder } from "../pipeline/graph.ts";
import type { SpatialVanilla } from "./configuration.ts";
import { decodePositions } from "./decode.ts";
import { initialWeightsSpatialVanilla } from "./initial_weights.ts";
import { principalComponents } from "./pca.ts";
import { placeCells } from "./place_cells.ts";
import { momentsSpatialVanilla, rolloutSpatialVanilla } from "./rollout.ts";
import { trainSpatialVanilla } from "./train.ts";
import { spatialTrajectories } from "./trajectories.ts";

export const biases = ["unbiased", "biased"] as const;
export const noiseLevels = ["noisy", "noiseless"] as const;
export type Bias = typeof biases[number];
export type NoiseLevel = typeof noiseLevels[number];

/** The law and size of a network's noise. */
interface Noise {
  readonly law: "none" | "uniform" | "gaussian";
  readonly sigma: number;
}

/** A network of the graph: trained under a condition, or random. */
export interface Network {
  /** Path of its condition and seed, the beginning of the names of its actions. */
  readonly path: string;
  readonly weights: ArtifactRef;
  readonly history?: ArtifactRef;
  readonly bias: Bias;
  /** The noise that it was trained with. */
  readonly noise: Noise;
}

/** The networks of one seed and what they share. */
export interface SeedOfNetworks {
  readonly seed: number;
  readonly trained: Readonly<Record<NoiseLevel, Readonly<Record<Bias, Network>>>>;
  readonly random: Network;
  /** Runs a network and decodes where it is. */
  rollOut(network: Network, options: RolloutOptions): RolledOut;
  /** Principal components of a phase's states. */
  components(network: Network, options: PhaseOptions): { pca: ArtifactRef; explained: ArtifactRef };
}

/** A phase of a network: how many trajectories, how long, and in quiescence with which noise. */
export interface PhaseOptions {
  /** Last part of the names of its actions. */
  readonly name: string;
  readonly trajectories: number;
  readonly steps: number;
  /** Noise of a quiescent phase; an active one has the noise of the training. */
  readonly quiescent?: Noise;
}

export interface RolloutOptions extends PhaseOptions {
  /** Principal components to project the states on. */
  readonly pca?: ArtifactRef;
}

export interface RolledOut {
  readonly decoded: ArtifactRef;
  readonly projection: ArtifactRef;
  readonly peak: ArtifactRef;
}

/** Adds a seed's cells, trajectories and networks to the graph. */
export function buildSpatialVanilla(
  graph: GraphBuilder,
  seed: number,
  sizes: SpatialVanilla,
): SeedOfNetworks {
  const { network, cells, motion, train: { noiseLaw, sigmaStep, ...train } } = sizes;
  const { centres } = graph.add(placeCells, `spatial/seed${seed}/placeCells`, {
    seed,
    count: cells.count,
    boxWidth: motion.boxWidth,
    boxHeight: motion.boxHeight,
  }, {});
  const initial = graph.add(
    initialWeightsSpatialVanilla,
    `spatial/vanilla/seed${seed}/initialWeights`,
    { seed, network, cells },
    {},
  );
  const motionOf = (bias: Bias) => bias === "biased" ? motion : { ...motion, drift: 0 };
  const trajectories = record(
    biases,
    (bias) =>
      graph.add(spatialTrajectories, `spatial/${bias}/seed${seed}/trajectories`, {
        seed,
        motion: motionOf(bias),
        count: Math.max(
          sizes.active.trajectories,
          sizes.quiescent.trajectories,
          sizes.explainedVariance.trajectories,
          sizes.totalVariance.trajectories,
        ),
        steps: Math.max(sizes.active.steps, sizes.explainedVariance.activeSteps),
      }, {}),
  );
  const setup = (bias: Bias) => ({ seed, network, cells, motion: motionOf(bias) });

  const trained = record(noiseLevels, (level) =>
    record(biases, (bias): Network => {
      const noise = noiseOf(noiseLaw, level === "noisy" ? sigmaStep : 0);
      const path = `spatial/vanilla/${level}/${bias}/seed${seed}`;
      const outputs = graph.add(
        trainSpatialVanilla,
        `${path}/train`,
        { ...setup(bias), train, noise },
        { centres, initial: initial.weights },
      );
      return { path, ...outputs, bias, noise };
    }));
  const random: Network = {
    path: `spatial/vanilla/random/seed${seed}`,
    weights: initial.weights,
    bias: "unbiased",
    noise: noiseOf(noiseLaw, sigmaStep),
  };

  const phase = ({ bias, noise }: Network, options: PhaseOptions) => ({
    ...setup(bias),
    phase: options.quiescent === undefined ? "active" as const : "quiescent" as const,
    trajectories: options.trajectories,
    steps: options.steps,
    noise: options.quiescent ?? noise,
  });
  const inputs = ({ weights, bias }: Network) => ({ weights, centres, ...trajectories[bias] });
  return {
    seed,
    trained,
    random,
    rollOut(network, options) {
      const { name, trajectories: count, steps, pca } = options;
      const parameters = { ...phase(network, options), components: pca === undefined ? 0 : 2 };
      const { winners, projection, peak } = graph.add(
        rolloutSpatialVanilla,
        `${network.path}/${name}/rollout`,
        parameters,
        { ...inputs(network), ...(pca === undefined ? {} : { pca }) },
      );
      const { decoded } = graph.add(
        decodePositions,
        `${network.path}/${name}/decode`,
        { trajectories: count, steps },
        { winners, centres },
      );
      return { decoded, projection, peak };
    },
    components(network, options) {
      const path = `${network.path}/${options.name}`;
      const { moments } = graph.add(
        momentsSpatialVanilla,
        `${path}/moments`,
        phase(network, options),
        inputs(network),
      );
      return graph.add(principalComponents, `${path}/pca`, {
        units: sizes.network.units,
        components: sizes.explainedVariance.components,
      }, { moments });
    },
  };
}

/** Noise of a quiescent phase: the training's, its variance multiplied. */
export function quiescentNoise({ noise }: Network, { quiescent }: SpatialVanilla): Noise {
  return noiseOf(
    quiescent.noiseLaw ?? noise.law,
    noise.sigma * Math.sqrt(quiescent.varianceFactor),
  );
}

/** Without effect, a noise has no law, so that what differs in it alone has one key. */
function noiseOf(law: Noise["law"], sigma: number): Noise {
  return sigma === 0 || law === "none" ? { law: "none", sigma: 0 } : { law, sigma };
}

function record<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  const entries = names.map((name) => [name, make(name)]);
  return Object.fromEntries(entries) as Record<Name, Value>; // one entry a name
}
