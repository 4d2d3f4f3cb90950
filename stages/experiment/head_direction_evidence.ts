import type { Bias } from "../../lib/conditions.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import { angularVelocities } from "../angular_velocities/stage.ts";
import { bearingMatch } from "../bearing_match/stage.ts";
import type { HeadDirection } from "../configuration/configuration.ts";
import { headDirectionFading } from "./fading.ts";
import type { Networks } from "./networks.ts";

/** What is measured of all seeds on the head direction task: for the figures and the claims. */
export interface HeadDirectionEvidence {
  readonly history: readonly ArtifactRef[];
  /** Bearing histograms and rings, unbiased. */
  readonly match: readonly ArtifactRef[];
  readonly activeVelocity: Readonly<Record<Bias, readonly ArtifactRef[]>>;
  readonly quiescentVelocity: Readonly<Record<Bias, readonly ArtifactRef[]>>;
  readonly fading: readonly ArtifactRef[];
}

export function headDirectionEvidence(
  { drawing }: HeadDirection,
  seeds: readonly Networks[],
): HeadDirectionEvidence {
  const velocity = (phase: "active" | "quiescent", bias: Bias): ArtifactRef[] =>
    seeds.map((networks) => {
      const { labels, decoded } = networks[phase](networks.trained("noisy", bias));
      return networks.graph.add(angularVelocities, { labels }, {
        seed: networks.seed,
        largest: phase === "active" ? drawing.activeVelocity : drawing.quiescentVelocity,
        bins: drawing.velocityBins,
      }, { bearings: decoded }).velocity;
    });
  return {
    history: seeds.map((networks) => networks.trained("noisy", "unbiased").history),
    match: seeds.map((networks) => {
      const network = networks.trained("noisy", "unbiased");
      const [active, quiescent] = [networks.active(network), networks.quiescent(network)];
      const { labels } = network;
      return networks.graph.add(bearingMatch, { labels }, {
        seed: networks.seed,
        bins: drawing.bins,
      }, {
        activeBearings: active.decoded,
        quiescentBearings: quiescent.decoded,
        activeProjection: active.projection,
        quiescentProjection: quiescent.projection,
      }).match;
    }),
    activeVelocity: {
      unbiased: velocity("active", "unbiased"),
      biased: velocity("active", "biased"),
    },
    quiescentVelocity: {
      unbiased: velocity("quiescent", "unbiased"),
      biased: velocity("quiescent", "biased"),
    },
    fading: headDirectionFading(seeds),
  };
}
