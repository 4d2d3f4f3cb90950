import type { Bias } from "../../lib/conditions.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import type { Labels, Naming } from "../../pipeline/labels.ts";
import type { EvaluationSet } from "../configuration/parameters/evaluation_set.ts";
import type { RolloutVariant } from "../configuration/parameters/rollout_variant.ts";
import type { Starts } from "../configuration/parameters/starts.ts";
import type { Noise } from "../configuration/protocol.ts";

/** What a task has of its own: each function adds an action of its stages to the graph. */
export interface Task {
  /** The first labels of all its actions. */
  readonly labels: Labels;
  /** The same for every condition. */
  initialWeights(): ArtifactRef;
  train(
    naming: Naming,
    bias: Bias,
    noise: Noise,
  ): Readonly<Record<"weights" | "history", ArtifactRef>>;
  trajectories(naming: Naming, bias: Bias, sizes: TrajectoriesSizes): Trajectories;
  moments(naming: Naming, bias: Bias, phase: Phase, inputs: PhaseInputs): ArtifactRef;
  rollout(
    naming: Naming,
    bias: Bias,
    phase: Phase & {
      readonly components: number;
      readonly variant?: Partial<RolloutVariant>;
    },
    inputs: PhaseInputs & { readonly pca?: ArtifactRef },
  ): Readonly<Record<"winners" | "smooth" | "projection" | "peak", ArtifactRef>>;
  /** Positions, or bearings. */
  decode(
    naming: Naming,
    sizes: Pick<Phase, "trajectories" | "steps">,
    winners: ArtifactRef,
  ): ArtifactRef;
  /** The starts, repeated; `coordinates` where they are the trajectories' own. */
  frozen(
    naming: Naming,
    bias: Bias,
    sizes: Pick<Phase, "trajectories" | "steps" | "set" | "starts">,
    inputs: { readonly coordinates?: ArtifactRef },
  ): ArtifactRef;
}

/** Which evaluation trajectories of a seed. */
export interface TrajectoriesSizes {
  readonly count: number;
  readonly steps: number;
  readonly set?: EvaluationSet;
}

/** Evaluation trajectories: coordinates [n, T + 1, D] and the changes between them, [n, T, I]. */
export type Trajectories = Readonly<Record<"coordinates" | "updates", ArtifactRef>>;

/** A phase of a network as its actions take it, beside what makes the network. */
export interface Phase {
  readonly phase: "active" | "quiescent";
  readonly trajectories: number;
  readonly steps: number;
  readonly noise: Noise;
  readonly set?: EvaluationSet;
  readonly starts?: Starts;
}

/** What a phase of a network takes from other actions. */
export type PhaseInputs = Trajectories & { readonly weights: ArtifactRef };
