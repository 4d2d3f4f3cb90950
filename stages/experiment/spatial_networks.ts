import type { Bias, NoiseLevel, Protocol } from "../../lib/conditions.ts";
import type { ArtifactRef, GraphBuilder } from "../../pipeline/graph.ts";
import type { Spatial } from "../configuration/configuration.ts";
import type { EvaluationSet } from "../configuration/parameters/evaluation_set.ts";
import { noiseOf, prefixOf } from "../configuration/protocol.ts";
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
  /** Its condition and seed, in the names of its actions. */
  readonly path: string;
  readonly weights: ArtifactRef;
  readonly bias: Bias;
  /** The noise that it was trained with. */
  readonly noise: Noise;
}

export interface TrainedNetwork extends Network {
  readonly history: ArtifactRef;
}

/** What a phase of a network hands on. */
export interface RolledOut {
  /** Part of the names of its actions. */
  readonly path: string;
  readonly decoded: ArtifactRef;
  readonly projection: ArtifactRef;
  readonly peak: ArtifactRef;
}

/** What is run of a network; a quiescent phase has a noise of its own, an active one the training's. */
export interface PhaseOptions {
  readonly name: string;
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
  readonly #options: SpatialOptions;
  readonly #stages;

  constructor(options: SpatialOptions) {
    this.seed = options.seed;
    this.protocol = options.protocol;
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
    const path = `spatial/${cell}/${level}/${bias}/seed${seed}`;
    const outputs = graph.add(
      this.#stages.train,
      `${this.#prefix(noise)}${path}/train`,
      { ...this.#setup(bias), train: training, noise },
      { centres: this.#centres(), initial: this.#initial() },
    );
    return { path, ...outputs, bias, noise };
  }

  /** The untrained network, with the noise of the trained ones. */
  random(): Network {
    const { protocol, seed, cell, sizes: { train: { noiseLaw, sigmaStep } } } = this.#options;
    return {
      path: `spatial/${cell}/random/seed${seed}`,
      weights: this.#initial(),
      bias: "unbiased",
      noise: noiseOf(protocol, noiseLaw, sigmaStep),
    };
  }

  active(network: Network): RolledOut {
    return this.#observe(network, { name: "active", ...this.#options.sizes.active });
  }

  /** Activity along a second, independent set of as many trajectories. */
  activeAgain(network: Network): RolledOut {
    const { active } = this.#options.sizes;
    return this.rollOut(network, { name: "activeAgain", ...active, set: "second" });
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
    const path = this.#phasePath(network, options);
    const { winners, projection, peak } = graph.add(
      this.#stages.rollout,
      `${path}/rollout`,
      { ...this.#phase(network, options), components: pca === undefined ? 0 : 2 },
      { ...this.#inputs(network, options.set), ...(pca === undefined ? {} : { pca }) },
    );
    const { trajectories, steps } = options;
    const { decoded } = graph.add(
      decodePositions,
      `${path}/decode`,
      { trajectories, steps },
      { winners, centres: this.#centres() },
    );
    return { path, decoded, projection, peak };
  }

  /** Principal components of a phase's states, as many as there are units at most. */
  components(
    network: Network,
    options: PhaseOptions,
    components: number,
  ): { pca: ArtifactRef; explained: ArtifactRef } {
    const { graph, sizes } = this.#options;
    const path = this.#phasePath(network, options);
    const { moments } = graph.add(
      this.#stages.moments,
      `${path}/moments`,
      this.#phase(network, options),
      this.#inputs(network, options.set),
    );
    const { units } = sizes.network;
    const parameters = { units, components: Math.min(components, units) };
    return graph.add(principalComponents, `${path}/pca`, parameters, { moments });
  }

  #quiescent(network: Network, name: string, noise: Noise): RolledOut {
    const { trajectories, steps } = this.#options.sizes.quiescent;
    return this.#observe(network, { name, trajectories, steps, quiescent: noise });
  }

  /** A rollout, projected on the components of the active phase if that is wanted. */
  #observe(network: Network, options: PhaseOptions): RolledOut {
    const { projected, sizes: { active } } = this.#options;
    const wanted = projected && network.bias === "unbiased" && network.path.includes("/noisy/");
    if (!wanted) return this.rollOut(network, options);
    const { pca } = this.components(network, { name: "active", ...active }, 2);
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
  #phasePath(network: Network, { name, quiescent }: PhaseOptions): string {
    const touched = network.noise.law !== "none" ? network.noise : quiescent ?? network.noise;
    return `${this.#prefix(touched)}${network.path}/${name}`;
  }

  #prefix(noise: Noise): string {
    return noise.law === "none" ? "" : prefixOf(this.protocol);
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
    return graph.add(placeCells, `spatial/${cell}/seed${seed}/placeCells`, {
      seed,
      count: cells.count,
      boxWidth: motion.boxWidth,
      boxHeight: motion.boxHeight,
    }, {}).centres;
  }

  #initial(): ArtifactRef {
    const { graph, seed, cell, sizes: { network, cells } } = this.#options;
    const name = `spatial/${cell}/seed${seed}/initialWeights`;
    return graph.add(this.#stages.initialWeights, name, { seed, network, cells }, {}).weights;
  }

  #trajectories(bias: Bias): { coordinates: ArtifactRef; updates: ArtifactRef } {
    const { graph, seed, cell, sizes, evaluation } = this.#options;
    const { active, quiescent } = sizes;
    return graph.add(spatialTrajectories, `spatial/${cell}/${bias}/seed${seed}/trajectories`, {
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
    const name = `spatial/${cell}/${bias}/seed${seed}/again/trajectories`;
    const { trajectories: count, steps } = active;
    const parameters = { seed, motion: this.#motion(bias), count, steps, set: "second" as const };
    return graph.add(spatialTrajectories, name, parameters, {});
  }
}
