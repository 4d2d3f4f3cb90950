import { biases } from "../../lib/conditions.ts";
import type { Bias, Protocol } from "../../lib/conditions.ts";
import type { ArtifactRef, GraphBuilder } from "../../pipeline/graph.ts";
import { angularVelocities } from "../angular_velocities/stage.ts";
import { bearingMatch } from "../bearing_match/stage.ts";
import type { HeadDirection } from "../configuration/configuration.ts";
import { draw } from "./draw.ts";
import { fading } from "./fading.ts";
import { headDirectionNetwork } from "./head_direction_networks.ts";
import type { HeadDirectionNetwork } from "./head_direction_networks.ts";

/** What is measured of all seeds on the head direction task. */
export interface HeadDirectionEvidence {
  readonly history: readonly ArtifactRef[];
  /** Bearing histograms and rings, unbiased. */
  readonly match: readonly ArtifactRef[];
  readonly activeVelocity: Readonly<Record<Bias, readonly ArtifactRef[]>>;
  readonly quiescentVelocity: Readonly<Record<Bias, readonly ArtifactRef[]>>;
  readonly fading: readonly ArtifactRef[];
}

/** Adds the head direction networks, Fig. 3 and C.5, and what the claims need. */
export function headDirectionFigures(
  graph: GraphBuilder,
  protocol: Protocol,
  sizes: HeadDirection,
  seeds: readonly number[],
): HeadDirectionEvidence {
  const networks = Object.fromEntries(
    biases.map((bias) => [
      bias,
      seeds.map((seed) => headDirectionNetwork(graph, protocol, seed, bias, sizes)),
    ]),
  ) as Record<Bias, HeadDirectionNetwork[]>; // one list a bias
  const { drawing } = sizes;
  const velocity = (phase: "active" | "quiescent", bias: Bias): ArtifactRef[] =>
    networks[bias].map((network, i) =>
      graph.add(angularVelocities, { labels: network[phase].labels }, {
        seed: seeds[i]!, // one network a seed
        largest: phase === "active" ? drawing.activeVelocity : drawing.quiescentVelocity,
        bins: drawing.velocityBins,
      }, { bearings: network[phase].bearings }).velocity
    );
  const evidence = {
    history: networks.unbiased.map(({ history }) => history),
    match: networks.unbiased.map(({ labels, active, quiescent }, i) =>
      graph.add(bearingMatch, { labels }, { seed: seeds[i]!, bins: drawing.bins }, {
        activeBearings: active.bearings,
        quiescentBearings: quiescent.bearings,
        activeProjection: active.projection,
        quiescentProjection: quiescent.projection,
      }).match
    ),
    activeVelocity: {
      unbiased: velocity("active", "unbiased"),
      biased: velocity("active", "biased"),
    },
    quiescentVelocity: {
      unbiased: velocity("quiescent", "unbiased"),
      biased: velocity("quiescent", "biased"),
    },
    fading: biases.flatMap((bias) =>
      networks[bias].map(({ active, quiescent }, i) =>
        fading(
          graph,
          {
            seed: seeds[i]!,
            rollout: "head direction",
            network: bias,
            space: "circle",
            window: null,
          },
          { ...active, decoded: active.bearings },
          { ...quiescent, decoded: quiescent.bearings },
        )
      )
    ),
  };
  drawBearings(graph, protocol, sizes, networks.unbiased[0]!, networks.biased[0]!); // of the first seed
  const { activeVelocity: widest, quiescentVelocity: wide } = drawing;
  const [activeBiased] = evidence.activeVelocity.biased;
  const [quiescentBiased] = evidence.quiescentVelocity.biased;
  const [quiescentUnbiased] = evidence.quiescentVelocity.unbiased;
  draw(graph, protocol, "figC5d", { low: -widest, high: widest }, { velocity: activeBiased! });
  draw(graph, protocol, "figC5e", { low: -wide, high: wide }, { velocity: quiescentBiased! });
  draw(graph, protocol, "figC5f", { low: -wide, high: wide }, { velocity: quiescentUnbiased! });
  return evidence;
}

function drawBearings(
  graph: GraphBuilder,
  protocol: Protocol,
  { drawing, active, quiescent }: HeadDirection,
  unbiased: HeadDirectionNetwork,
  biased: HeadDirectionNetwork,
): void {
  const scatter = {
    everyTrajectory: drawing.scatterTrajectory,
    fromStep: drawing.scatterFrom,
    everyStep: drawing.scatterStep,
  };
  const axesFrom = [unbiased.active.projection, unbiased.quiescent.projection];
  for (
    const [phase, histogram, points] of [
      ["active", "fig3a", "fig3c"],
      ["quiescent", "fig3b", "fig3d"],
    ] as const
  ) {
    const { bearings, projection } = unbiased[phase];
    draw(graph, protocol, histogram, { bins: drawing.bins }, { bearings });
    draw(graph, protocol, points, scatter, { projection, bearings, axesFrom });
  }
  const trajectory = drawing.pathTrajectory;
  const steps = Math.min(drawing.quiescentPathSteps, quiescent.steps);
  draw(graph, protocol, "figC5a", {
    steps: Math.min(drawing.activePathSteps, active.steps),
    trajectory,
  }, { bearings: biased.active.bearings });
  const path = { steps, trajectory };
  draw(graph, protocol, "figC5b", path, { bearings: biased.quiescent.bearings });
  draw(graph, protocol, "figC5c", path, { bearings: unbiased.quiescent.bearings });
}
