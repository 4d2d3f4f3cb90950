import type { Bias, Protocol } from "../../lib/conditions.ts";
import type { ArtifactRef, GraphBuilder } from "../../pipeline/graph.ts";
import type { Labels } from "../../pipeline/labels.ts";
import type { HeadDirection } from "../configuration/configuration.ts";
import { noiseOf, protocolLabel } from "../configuration/protocol.ts";
import type { Noise } from "../configuration/protocol.ts";
import { decodeBearings } from "../decode_bearings/stage.ts";
import { headDirectionTrajectories } from "../head_direction_trajectories/stage.ts";
import { initialWeights } from "../initial_weights/stage.ts";
import { moments } from "../moments/stage.ts";
import { principalComponents } from "../pca/stage.ts";
import { rollout } from "../rollout/stage.ts";
import { train } from "../train/stage.ts";

/** What a phase of a head direction network hands on. */
export interface Turning {
  readonly labels: Labels;
  readonly bearings: ArtifactRef;
  readonly projection: ArtifactRef;
  readonly peak: ArtifactRef;
}

/** A head direction network of the graph with both its phases. */
export interface HeadDirectionNetwork {
  readonly labels: Labels;
  readonly history: ArtifactRef;
  readonly active: Turning;
  /** The noise variance doubled, unless it is set. */
  readonly quiescent: Turning;
}

/** Adds a noisy network on the head direction task: training, both phases, projections, bearings. */
export function headDirectionNetwork(
  graph: GraphBuilder,
  protocol: Protocol,
  seed: number,
  bias: Bias,
  sizes: HeadDirection,
): HeadDirectionNetwork {
  const { network, cells, active, quiescent, train: { noiseLaw, sigmaStep, ...training } } = sizes;
  const noise = noiseOf(protocol, noiseLaw, sigmaStep);
  const motion = { ...sizes.motion, biased: bias === "biased" };
  const setup = { seed, network, cells, motion };
  const kind = { task: "headDirection", cell: "vanilla" };
  const labels = { ...protocolLabel(protocol), ...kind, noise: "noisy", bias, seed };
  const initial = graph.add(
    initialWeights.headDirection,
    { labels: { ...kind, seed } },
    { seed, network, cells },
    {},
  );
  const trajectories = graph.add(
    headDirectionTrajectories,
    { labels: { ...kind, bias, seed }, leaf: "trajectories" },
    {
      seed,
      motion,
      count: Math.max(active.trajectories, quiescent.trajectories),
      steps: active.steps,
    },
    {},
  );
  const { weights, history } = graph.add(
    train.headDirection,
    { labels },
    { ...setup, train: training, noise },
    { initial: initial.weights },
  );
  const inputs = { weights, ...trajectories };
  const activePhase = { ...setup, phase: "active" as const, ...active, noise };
  const activity = { labels: { ...labels, phase: "active" } };
  const moment = graph.add(moments.headDirection, activity, activePhase, inputs);
  const { pca } = graph.add(principalComponents, activity, {
    units: network.units,
    components: 2,
  }, moment);
  const turning = (
    phase: "active" | "quiescent",
    { trajectories: count, steps }: { trajectories: number; steps: number },
    phaseNoise: Noise,
  ): Turning => {
    const { winners, projection, peak } = graph.add(
      rollout.headDirection,
      { labels: { ...labels, phase } },
      { ...setup, phase, trajectories: count, steps, noise: phaseNoise, components: 2 },
      { ...inputs, pca },
    );
    const { bearings } = graph.add(
      decodeBearings,
      { labels: { ...labels, phase }, leaf: "decode" },
      { trajectories: count, steps, cells: cells.count },
      { winners },
    );
    return { labels: { ...labels, phase }, bearings, projection, peak };
  };
  const law = quiescent.noiseLaw ?? noise.law;
  const louder = noiseOf(protocol, law, noise.sigma * Math.sqrt(quiescent.varianceFactor));
  return {
    labels,
    history,
    active: turning("active", active, noise),
    quiescent: turning("quiescent", quiescent, louder),
  };
}
