import { sweptNetworks } from "../../../lib/results/noise_factor.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import type { SpatialVanilla } from "../../configuration/configuration.ts";
import type { RolloutVariant } from "../../configuration/parameters/rollout_variant.ts";
import { rolloutVariants } from "../../rollout_variants/stage.ts";
import type { Networks } from "../networks.ts";
import { networkOf } from "../spatial_measures.ts";
import { replay } from "./replay.ts";

/** At most these (beyond.md E); plain quiescence is momentum with lambda 1, to the bit. */
const VARIANTS: readonly (readonly [name: string, label: string, Partial<RolloutVariant>])[] = [
  ["momentum, λ = 0.5, c = √λ", "momentum", { friction: 0.5, fluctuations: Math.SQRT1_2 }],
  ["momentum, λ = 0.5, c = 1", "momentumHot", { friction: 0.5 }],
  ["adaptation, b = 0.02", "adaptation", { adaptation: 0.02 }],
  ["adaptation, b = 0.05", "adaptationMore", { adaptation: 0.05 }],
];

/** Adds the variants of a seed's noisy networks, from the starts and with the noise of plain quiescence. */
export function variantsOf(networks: Networks, sizes: SpatialVanilla): ArtifactRef[] {
  const { graph, seed } = networks;
  const { quiescent: { trajectories, steps, early }, motion } = sizes;
  const box = { width: motion.boxWidth, height: motion.boxHeight };
  return sweptNetworks.map((condition) => {
    const network = networkOf(networks, condition);
    const rollouts = VARIANTS.map(([, label, variant]) =>
      networks.rollOut(network, {
        labels: { phase: "quiescent", variant: label },
        trajectories,
        steps,
        quiescent: networks.quiescentNoise(network),
        variant,
      })
    );
    const all = [networks.quiescent(network), ...rollouts];
    const measured = { kind: "spatial", condition, early, box } as const;
    const parameters = {
      seed,
      network: condition,
      variants: ["plain (λ = 1, b = 0)", ...VARIANTS.map(([name]) => name)],
      early,
    };
    return graph.add(rolloutVariants, { labels: network.labels }, parameters, {
      active: networks.active(network).smooth,
      again: networks.activeAgain(network).smooth,
      frozen: networks.frozen(network),
      quiescent: all.map(({ smooth }) => smooth),
      replay: [
        replay(networks, network, measured),
        ...rollouts.map((rollout) => replay(networks, network, measured, rollout)),
      ],
    }).variants;
  });
}
