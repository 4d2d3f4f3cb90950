import type { z } from "zod";
import { biases, noiseLevels } from "../../lib/conditions.ts";
import type { NoiseLevel } from "../../lib/conditions.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import type { SpatialVanilla } from "../configuration/configuration.ts";
import { fadingOf } from "../fading/stage.ts";
import { totalVarianceRollout } from "./spatial_measures.ts";
import type { Networks, RolledOut, TrainedNetwork } from "./networks.ts";

/** Bins of quiescent time in figure S1. */
const BINS = 40;

/** Whether activity fades in a quiescent phase of a network, compared with an active one of it. */
function fading(
  { graph }: Networks,
  parameters: Omit<z.input<typeof fadingOf["parameters"]>, "bins">,
  active: RolledOut,
  quiescent: RolledOut,
): ArtifactRef {
  return graph.add(fadingOf, { labels: quiescent.labels }, { ...parameters, bins: BINS }, {
    activePeak: active.peak,
    activeDecoded: active.decoded,
    quiescentPeak: quiescent.peak,
    quiescentDecoded: quiescent.decoded,
  }).fading;
}

/** The same for every quiescent rollout of a seed's vanilla networks on the spatial task. */
export function vanillaFading(networks: Networks, sizes: SpatialVanilla): ArtifactRef[] {
  const common = { seed: networks.seed, space: "plane", window: null } as const;
  const ofBoth = (
    level: NoiseLevel,
    rollout: string,
    quiescent: (network: TrainedNetwork) => RolledOut,
  ) =>
    biases.map((bias) => {
      const network = networks.trained(level, bias);
      const line = { rollout, network: bias };
      return fading(networks, { ...common, ...line }, networks.active(network), quiescent(network));
    });
  const random = networks.random();
  const { from, steps: to } = sizes.totalVariance;
  return [
    ...ofBoth("noisy", "noisy", (network) => networks.quiescent(network)),
    ...ofBoth("noisy", "noisy, scale as trained", (network) => networks.quiescentSame(network)),
    ...ofBoth("noiseless", "noiseless", (network) => networks.quiescent(network)),
    ...ofBoth("noiseless", "noiseless, noise added", (network) => networks.quiescentNoisy(network)),
    fading(
      networks,
      { ...common, rollout: "random", network: "random" },
      networks.active(random),
      networks.quiescent(random),
    ),
    ...noiseLevels.flatMap((level) =>
      biases.map((bias) => {
        const network = networks.trained(level, bias);
        const line = { rollout: "total variance (2f)", network: `${level} ${bias}` } as const;
        return fading(
          networks,
          { ...common, ...line, window: { from, to } },
          networks.active(network),
          totalVarianceRollout(networks, sizes, network),
        );
      })
    ),
  ];
}

/** The same for all seeds' networks on the head direction task. */
export function headDirectionFading(
  seeds: readonly Networks[],
): ArtifactRef[] {
  return biases.flatMap((bias) =>
    seeds.map((networks) => {
      const network = networks.trained("noisy", bias);
      return fading(
        networks,
        {
          seed: networks.seed,
          rollout: "head direction",
          network: bias,
          space: "circle",
          window: null,
        },
        networks.active(network),
        networks.quiescent(network),
      );
    })
  );
}

/** The same for a seed's GRUs, whose noise is left as it is in training unless that is set. */
export function gruFading(networks: Networks): ArtifactRef[] {
  return biases.map((bias) => {
    const network = networks.trained("noisy", bias);
    return fading(
      networks,
      { seed: networks.seed, rollout: "GRU", network: bias, space: "plane", window: null },
      networks.active(network),
      networks.quiescent(network),
    );
  });
}
