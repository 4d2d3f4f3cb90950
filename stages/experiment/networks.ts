import type { Bias, NoiseLevel, Protocol } from "../../lib/conditions.ts";
import type { ArtifactRef, GraphBuilder } from "../../pipeline/graph.ts";
import type { Labels } from "../../pipeline/labels.ts";
import type { HeadDirection, Spatial } from "../configuration/configuration.ts";
import type { EvaluationSet } from "../configuration/parameters/evaluation_set.ts";
import type { RolloutVariant } from "../configuration/parameters/rollout_variant.ts";
import type { Starts } from "../configuration/parameters/starts.ts";
import { noiseOf, protocolLabel } from "../configuration/protocol.ts";
import type { Noise } from "../configuration/protocol.ts";
import { principalComponents } from "../pca/stage.ts";
import type { Phase, PhaseInputs, Task, Trajectories } from "./task.ts";

/** A network of the graph: trained under a condition, or random. */
export interface Network {
  /** Its condition and seed. */
  readonly labels: Labels;
  readonly weights: ArtifactRef;
  readonly level: NoiseLevel | "random";
  readonly bias: Bias;
  /** The noise that it was trained with. */
  readonly noise: Noise;
}

/** A network that was trained, with its tests on the way. */
export interface TrainedNetwork extends Network {
  readonly history: ArtifactRef;
}

/** What a phase of a network hands on. */
export interface RolledOut {
  /** Those of its actions. */
  readonly labels: Labels;
  /** Positions, or bearings, by the most active cells. */
  readonly decoded: ArtifactRef;
  /** The same, weighted by how active the cells are. */
  readonly smooth: ArtifactRef;
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
  /** How the network is run otherwise than it was trained. */
  readonly variant?: Partial<RolloutVariant>;
  /** Where a quiescent phase starts; as its trajectories do unless it says otherwise. */
  readonly starts?: Starts;
}

/** Which networks, and where they are added. */
export interface NetworksOptions {
  readonly graph: GraphBuilder;
  readonly protocol: Protocol;
  readonly seed: number;
  /** What tells them from other networks of the task in the graph: `{ family: "large" }`. */
  readonly labels?: Labels;
  /** Evaluation trajectories, if some analysis needs more than the rollouts. */
  readonly evaluation?: { readonly trajectories: number; readonly activeSteps: number };
  /** Whose states are projected on the principal components of the active phase; nobody's by default. */
  readonly projected?: (network: Network) => boolean;
}

/**
 * The networks of one seed on a task and what can be run of them. Each method adds what it needs to the
 * graph, once.
 */
export class Networks {
  readonly graph: GraphBuilder;
  readonly seed: number;
  readonly protocol: Protocol;
  readonly #options: NetworksOptions;
  readonly #task: Task;
  readonly #sizes: Pick<Spatial | HeadDirection, "network" | "train" | "active" | "quiescent">;

  constructor(task: Task, sizes: Spatial | HeadDirection, options: NetworksOptions) {
    this.graph = options.graph;
    this.seed = options.seed;
    this.protocol = options.protocol;
    this.#options = options;
    this.#task = task;
    this.#sizes = sizes;
  }

  /** Those of the options, task and cell. */
  get labels(): Labels {
    return this.#task.labels;
  }

  /** The network trained under a condition, under the protocol's law of noise. */
  trained(level: NoiseLevel, bias: Bias): TrainedNetwork {
    const { noiseLaw, sigmaStep } = this.#sizes.train;
    const noise = noiseOf(this.protocol, noiseLaw, level === "noisy" ? sigmaStep : 0);
    const labels = { ...this.#labelsOf(noise), noise: level, bias, seed: this.seed };
    const outputs = this.#task.train({ labels }, bias, noise);
    return { labels, ...outputs, level, bias, noise };
  }

  /** The untrained network, with the noise of the trained ones. */
  random(): Network {
    const { noiseLaw, sigmaStep } = this.#sizes.train;
    const noise = noiseOf(this.protocol, noiseLaw, sigmaStep);
    const labels = { ...this.#labelsOf(noise), network: "random", seed: this.seed };
    const weights = this.#task.initialWeights();
    return { labels, weights, level: "random", bias: "unbiased", noise };
  }

  /** The phase with inputs, with the noise of the training. */
  active(network: Network): RolledOut {
    return this.#observe(network, { labels: { phase: "active" }, ...this.#sizes.active });
  }

  /** Activity along a second, independent set of as many trajectories. */
  activeAgain(network: Network): RolledOut {
    const labels = { phase: "activeAgain" };
    return this.rollOut(network, { labels, ...this.#sizes.active, set: "second" });
  }

  /** Quiescence with the variance of the training's noise multiplied, by 2 unless it is set. */
  quiescent(network: Network): RolledOut {
    return this.#quiescent(network, "quiescent", this.quiescentNoise(network));
  }

  /** The same, or with the noise as in training, from other starts than the trajectories' own. */
  quiescentFrom(
    network: Network,
    starts: Exclude<Starts, "own">,
    phase: "quiescent" | "quiescentSame" = "quiescent",
  ): RolledOut {
    const { trajectories, steps } = this.#sizes.quiescent;
    const factor = phase === "quiescentSame" ? 1 : undefined;
    const quiescent = this.quiescentNoise(network, factor);
    const labels = { phase, starts };
    return this.rollOut(network, { labels, trajectories, steps, quiescent, starts });
  }

  /**
   * Quiescence that stays at its start: starts repeated over the quiescent steps, as if they had been
   * decoded. The same for every network of a bias: what it has of activity, nobody's weights have given it.
   */
  frozen(
    { bias }: Pick<Network, "bias">,
    { set, starts = "own" }: Pick<PhaseOptions, "set" | "starts"> = {},
  ): ArtifactRef {
    const { trajectories, steps } = this.#sizes.quiescent;
    const labels = { ...this.#trajectoriesLabels(bias, set), starts };
    const sizes = { trajectories, steps, starts, ...(set === undefined ? {} : { set }) };
    const inputs = starts === "own"
      ? { coordinates: this.#trajectories(bias, set).coordinates }
      : {};
    return this.#task.frozen({ labels, leaf: "frozen" }, bias, sizes, inputs);
  }

  /** Quiescence with the noise as it was in training (Fig. C.1). */
  quiescentSame(network: Network): RolledOut {
    return this.#quiescent(network, "quiescentSame", this.quiescentNoise(network, 1));
  }

  /** Quiescence of a network trained without noise, with noise put in (Fig. C.3e-f). */
  quiescentNoisy(network: Network): RolledOut {
    const { quiescent, train } = this.#sizes;
    const law = quiescent.noiseLaw ?? train.noiseLaw;
    const noise = noiseOf(this.protocol, law, Math.sqrt(quiescent.absoluteVariance));
    return this.#quiescent(network, "quiescentNoisy", noise);
  }

  /** Noise of a quiescent phase: the training's, its variance multiplied. */
  quiescentNoise(
    { noise }: Network,
    factor: number = this.#sizes.quiescent.varianceFactor,
  ): Noise {
    const law = this.#sizes.quiescent.noiseLaw ?? noise.law;
    return noiseOf(this.protocol, law, noise.sigma * Math.sqrt(factor));
  }

  /** Runs a phase and decodes where the network is. */
  rollOut(network: Network, options: PhaseOptions, pca?: ArtifactRef): RolledOut {
    const labels = this.#phaseLabels(network, options);
    const { winners, smooth, projection, peak } = this.#task.rollout(
      { labels },
      network.bias,
      {
        ...phaseOf(network, options),
        components: pca === undefined ? 0 : 2,
        ...(options.variant === undefined ? {} : { variant: options.variant }),
      },
      { ...this.inputs(network, options.set), ...(pca === undefined ? {} : { pca }) },
    );
    const { trajectories, steps } = options;
    const naming = { labels, leaf: "decode" };
    const decoded = this.#task.decode(naming, { trajectories, steps }, winners);
    return { labels, decoded, smooth, projection, peak };
  }

  /** Principal components of a phase's states, as many as there are units at most. */
  components(
    network: Network,
    options: PhaseOptions,
    components: number,
  ): { pca: ArtifactRef; explained: ArtifactRef } {
    const naming = { labels: this.#phaseLabels(network, options) };
    const moments = this.#moments(network, options);
    const { units } = this.#sizes.network;
    const parameters = { units, components: Math.min(components, units) };
    return this.graph.add(principalComponents, naming, parameters, { moments });
  }

  /** Mean and covariance of the states of the phase with inputs. */
  activeMoments(network: Network): ArtifactRef {
    return this.#moments(network, { labels: { phase: "active" }, ...this.#sizes.active });
  }

  #moments(network: Network, options: PhaseOptions): ArtifactRef {
    const naming = { labels: this.#phaseLabels(network, options) };
    const inputs = this.inputs(network, options.set);
    return this.#task.moments(naming, network.bias, phaseOf(network, options), inputs);
  }

  #quiescent(network: Network, phase: string, noise: Noise): RolledOut {
    const { trajectories, steps } = this.#sizes.quiescent;
    return this.#observe(network, { labels: { phase }, trajectories, steps, quiescent: noise });
  }

  /** A rollout, projected on the components of the active phase if that is asked for. */
  #observe(network: Network, options: PhaseOptions): RolledOut {
    if (!this.#options.projected?.(network)) return this.rollOut(network, options);
    const active = { labels: { phase: "active" }, ...this.#sizes.active };
    return this.rollOut(network, options, this.components(network, active, 2).pca);
  }

  #phaseLabels(network: Network, { labels, quiescent }: PhaseOptions): Labels {
    return { ...this.#labelsOf(quiescent ?? network.noise), ...network.labels, ...labels };
  }

  /** What a protocol does not touch is named, and so run, once for both. */
  #labelsOf(noise: Noise): Labels {
    const { labels } = this.#task;
    return noise.law === "none" ? labels : { ...protocolLabel(this.protocol), ...labels };
  }

  /** What phases of a network take from other actions. */
  inputs({ weights, bias }: Network, set?: EvaluationSet): PhaseInputs {
    return { weights, ...this.#trajectories(bias, set) };
  }

  #trajectories(bias: Bias, set?: EvaluationSet): Trajectories {
    const { active, quiescent } = this.#sizes;
    const { evaluation } = this.#options;
    const naming = { labels: this.#trajectoriesLabels(bias, set), leaf: "trajectories" };
    if (set === "second") {
      const count = Math.max(active.trajectories, quiescent.trajectories);
      const sizes = { count, steps: active.steps, set };
      return this.#task.trajectories(naming, bias, sizes);
    }
    const counts = [active.trajectories, quiescent.trajectories, evaluation?.trajectories ?? 0];
    const sizes = {
      count: Math.max(...counts),
      steps: Math.max(active.steps, evaluation?.activeSteps ?? 0),
    };
    return this.#task.trajectories(naming, bias, sizes);
  }

  #trajectoriesLabels(bias: Bias, set?: EvaluationSet): Labels {
    const labels = { ...this.labels, bias, seed: this.seed };
    return set === "second" ? { ...labels, set: "again" } : labels;
  }
}

function phaseOf(
  { noise }: Network,
  { trajectories, steps, quiescent, set, starts }: PhaseOptions,
): Phase {
  return {
    phase: quiescent === undefined ? "active" : "quiescent",
    trajectories,
    steps,
    noise: quiescent ?? noise,
    ...(set === undefined ? {} : { set }),
    ...(starts === undefined ? {} : { starts }),
  };
}
