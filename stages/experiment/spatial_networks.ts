import type { Bias, NoiseLevel, Protocol } from "../../lib/conditions.ts";
import type { ArtifactRef, GraphBuilder } from "../../pipeline/graph.ts";
import type { Labels } from "../../pipeline/labels.ts";
import type { Spatial } from "../configuration/configuration.ts";
import type { EvaluationSet } from "../configuration/parameters/evaluation_set.ts";
import { noiseOf, protocolLabel } from "../configuration/protocol.ts";
import type { Noise } from "../configuration/protocol.ts";
import { decodePositions } from "../decode/stage.ts";
import { initialWeights } from "../initial_weights/stage.ts";
import { moments } from "../moments/stage.ts";
import { principalComponents } from "../pca/stage.ts";
import { placeCells } from "../place_cells/stage.ts";
import { rollout } from "../rollout/stage.ts";
import { spatialTrajectories } from "../spatial_trajectories/stage.ts";
import { train } from "../train/stage.ts";

/** A network of the graph: trained under a condition, or random. */
export interface Network {
  /** Its condition and seed, without the protocol's label. */
  readonly labels: Labels;
  readonly weights: ArtifactRef;
  readonly bias: Bias;
  readonly level: NoiseLevel | "random";
  /** The noise that it was trained with. */
  readonly noise: Noise;
}

export interface TrainedNetwork extends Network {
  readonly history: ArtifactRef;
}

/** What a phase of a network hands on. */
export interface RolledOut {
  /** Those of its actions. */
  readonly labels: Labels;
  readonly decoded: ArtifactRef;
  readonly projection: ArtifactRef;
  readonly peak: ArtifactRef;
}

/** What is run of a network; a quiescent phase has a noise of its own, an active one the training's. */
export interface PhaseOptions {
  /** What tells its actions from others of the network: `{ phase: "active" }`. */
  readonly labels: Labels;
  readonly trajectories: number;
  readonly steps: number;
  readonly quiescent?: Noise;
  /** The trajectories; the first set unless it says otherwise. */
  readonly set?: EvaluationSet;
}

export interface SpatialOptions {
  readonly graph: GraphBuilder;
  readonly protocol: Protocol;
  readonly seed: number;
  readonly cell: "vanilla" | "gru";
  readonly sizes: Spatial;
  /** Evaluation trajectories, if some analysis needs more than the rollouts. */
  readonly evaluation?: { readonly trajectories: number; readonly activeSteps: number };
  /** Whether the noisy unbiased network's states are projected on their principal components. */
  readonly projected: boolean;
}

/**
 * The networks of one seed on the spatial task and what can be run of them. Each method adds what it
 * needs to the graph, once.
 */
export class SpatialNetworks {
  readonly seed: number;
  readonly protocol: Protocol;
  readonly cell: SpatialOptions["cell"];
  readonly #options: SpatialOptions;
  readonly #stages;

  constructor(options: SpatialOptions) {
    this.seed = options.seed;
    this.protocol = options.protocol;
    this.cell = options.cell;
    this.#options = options;
    const kind = options.cell === "vanilla" ? "spatialVanilla" as const : "spatialGru" as const;
    this.#stages = {
      initialWeights: initialWeights[kind],
      train: train[kind],
      rollout: rollout[kind],
      moments: moments[kind],
    };
  }

  trained(level: NoiseLevel, bias: Bias): TrainedNetwork {
    const { graph, protocol, seed, cell, sizes: { train } } = this.#options;
    const { noiseLaw, sigmaStep, ...training } = train;
    const noise = noiseOf(protocol, noiseLaw, level === "noisy" ? sigmaStep : 0);
    const labels = { task: "spatial", cell, noise: level, bias, seed };
    const outputs = graph.add(
      this.#stages.train,
      { labels: { ...this.#protocolLabel(noise), ...labels } },
      { ...this.#setup(bias), train: training, noise },
      { centres: this.#centres(), initial: this.#initial() },
    );
    return { labels, ...outputs, bias, level, noise };
  }

  /** The untrained network, with the noise of the trained ones. */
  random(): Network {
    const { protocol, seed, cell, sizes: { train: { noiseLaw, sigmaStep } } } = this.#options;
    return {
      labels: { task: "spatial", cell, network: "random", seed },
      weights: this.#initial(),
      bias: "unbiased",
      level: "random",
      noise: noiseOf(protocol, noiseLaw, sigmaStep),
    };
  }

  active(network: Network): RolledOut {
    return this.#observe(network, { labels: { phase: "active" }, ...this.#options.sizes.active });
  }

  /** Activity along a second, independent set of as many trajectories. */
  activeAgain(network: Network): RolledOut {
    const { active } = this.#options.sizes;
    return this.rollOut(network, {
      labels: { phase: "activeAgain" },
      ...active,
      set: "second",
    });
  }

  /** Quiescence with the variance of the training's noise multiplied, by 2 unless it is set. */
  quiescent(network: Network): RolledOut {
    return this.#quiescent(network, "quiescent", this.quiescentNoise(network));
  }

  /** Quiescence with the noise as it was in training (Fig. C.1). */
  quiescentSame(network: Network): RolledOut {
    return this.#quiescent(network, "quiescentSame", this.quiescentNoise(network, 1));
  }

  /** Quiescence of a network trained without noise, with noise put in (Fig. C.3e-f). */
  quiescentNoisy(network: Network): RolledOut {
    const { protocol, sizes: { quiescent, train } } = this.#options;
    const law = quiescent.noiseLaw ?? train.noiseLaw;
    const noise = noiseOf(protocol, law, Math.sqrt(quiescent.absoluteVariance));
    return this.#quiescent(network, "quiescentNoisy", noise);
  }

  /** Noise of a quiescent phase: the training's, its variance multiplied. */
  quiescentNoise(
    { noise }: Network,
    factor: number = this.#options.sizes.quiescent.varianceFactor,
  ): Noise {
    const law = this.#options.sizes.quiescent.noiseLaw ?? noise.law;
    return noiseOf(this.protocol, law, noise.sigma * Math.sqrt(factor));
  }

  /** Runs a phase and decodes where the network is. */
  rollOut(network: Network, options: PhaseOptions, pca?: ArtifactRef): RolledOut {
    const { graph } = this.#options;
    const labels = this.#phaseLabels(network, options);
    const { winners, projection, peak } = graph.add(
      this.#stages.rollout,
      { labels },
      { ...this.#phase(network, options), components: pca === undefined ? 0 : 2 },
      { ...this.#inputs(network, options.set), ...(pca === undefined ? {} : { pca }) },
    );
    const { trajectories, steps } = options;
    const { decoded } = graph.add(
      decodePositions,
      { labels },
      { trajectories, steps },
      { winners, centres: this.#centres() },
    );
    return { labels, decoded, projection, peak };
  }

  /** Principal components of a phase's states, as many as there are units at most. */
  components(
    network: Network,
    options: PhaseOptions,
    components: number,
  ): { pca: ArtifactRef; explained: ArtifactRef } {
    const { graph, sizes } = this.#options;
    const labels = this.#phaseLabels(network, options);
    const { moments } = graph.add(
      this.#stages.moments,
      { labels },
      this.#phase(network, options),
      this.#inputs(network, options.set),
    );
    const { units } = sizes.network;
    const parameters = { units, components: Math.min(components, units) };
    return graph.add(principalComponents, { labels }, parameters, { moments });
  }

  #quiescent(network: Network, phase: string, noise: Noise): RolledOut {
    const { trajectories, steps } = this.#options.sizes.quiescent;
    const labels = { phase };
    return this.#observe(network, { labels, trajectories, steps, quiescent: noise });
  }

  /** A rollout, projected on the components of the active phase if that is wanted. */
  #observe(network: Network, options: PhaseOptions): RolledOut {
    const { projected, sizes: { active } } = this.#options;
    const wanted = projected && network.bias === "unbiased" && network.level === "noisy";
    if (!wanted) return this.rollOut(network, options);
    const { pca } = this.components(network, { labels: { phase: "active" }, ...active }, 2);
    return this.rollOut(network, options, pca);
  }

  #phase(network: Network, { trajectories, steps, quiescent, set }: PhaseOptions) {
    return {
      ...this.#setup(network.bias),
      phase: quiescent === undefined ? "active" as const : "quiescent" as const,
      trajectories,
      steps,
      noise: quiescent ?? network.noise,
      ...(set === undefined ? {} : { set }),
    };
  }

  /** What a protocol does not touch is named, and so run, once for both. */
  #phaseLabels(network: Network, { labels, quiescent }: PhaseOptions): Labels {
    const touched = network.noise.law !== "none" ? network.noise : quiescent ?? network.noise;
    return { ...this.#protocolLabel(touched), ...network.labels, ...labels };
  }

  #protocolLabel(noise: Noise): Labels {
    return noise.law === "none" ? {} : protocolLabel(this.protocol);
  }

  #setup(bias: Bias) {
    const { seed, sizes: { network, cells } } = this.#options;
    return { seed, network, cells, motion: this.#motion(bias) };
  }

  #motion(bias: Bias): Spatial["motion"] {
    const { motion } = this.#options.sizes;
    return bias === "biased" ? motion : { ...motion, drift: 0 };
  }

  #inputs({ weights, bias }: Network, set: EvaluationSet = "first") {
    const trajectories = set === "first"
      ? this.#trajectories(bias)
      : this.#secondTrajectories(bias);
    return { weights, centres: this.#centres(), ...trajectories };
  }

  #centres(): ArtifactRef {
    const { graph, seed, cell, sizes: { cells, motion } } = this.#options;
    return graph.add(placeCells, { labels: { task: "spatial", cell, seed } }, {
      seed,
      count: cells.count,
      boxWidth: motion.boxWidth,
      boxHeight: motion.boxHeight,
    }, {}).centres;
  }

  #initial(): ArtifactRef {
    const { graph, seed, cell, sizes: { network, cells } } = this.#options;
    const labels = { task: "spatial", cell, seed };
    return graph.add(this.#stages.initialWeights, { labels }, { seed, network, cells }, {}).weights;
  }

  #trajectories(bias: Bias): { coordinates: ArtifactRef; updates: ArtifactRef } {
    const { graph, seed, cell, sizes, evaluation } = this.#options;
    const { active, quiescent } = sizes;
    const labels = { task: "spatial", cell, bias, seed };
    return graph.add(spatialTrajectories, { labels, leaf: "trajectories" }, {
      seed,
      motion: this.#motion(bias),
      count: Math.max(
        active.trajectories,
        quiescent.trajectories,
        evaluation?.trajectories ?? 0,
      ),
      steps: Math.max(active.steps, evaluation?.activeSteps ?? 0),
    }, {});
  }

  #secondTrajectories(bias: Bias): { coordinates: ArtifactRef; updates: ArtifactRef } {
    const { graph, seed, cell, sizes: { active } } = this.#options;
    const labels = { task: "spatial", cell, bias, seed, set: "again" };
    const { trajectories: count, steps } = active;
    const parameters = { seed, motion: this.#motion(bias), count, steps, set: "second" as const };
    const naming = { labels, leaf: "trajectories" };
    return graph.add(spatialTrajectories, naming, parameters, {});
  }
}
