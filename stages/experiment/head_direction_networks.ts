import type { Bias } from "../../lib/conditions.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import type { HeadDirection } from "../configuration/configuration.ts";
import { decodeBearings } from "../decode_bearings/stage.ts";
import { frozen } from "../frozen/stage.ts";
import { headDirectionTrajectories } from "../head_direction_trajectories/stage.ts";
import { initialWeights } from "../initial_weights/stage.ts";
import { moments } from "../moments/stage.ts";
import { rollout } from "../rollout/stage.ts";
import { train } from "../train/stage.ts";
import { Networks } from "./networks.ts";
import type { NetworksOptions } from "./networks.ts";

/** What makes a network of a seed, and the turns that it is run on: parameters of all stages that run it. */
export function headDirectionSetupOf(
  { network, cells, motion }: HeadDirection,
  seed: number,
  bias: Bias,
) {
  return { seed, network, cells, motion: { ...motion, biased: bias === "biased" } };
}

/** The networks of one seed on the head direction task. */
export function headDirectionNetworks(sizes: HeadDirection, options: NetworksOptions): Networks {
  const { graph, seed } = options;
  const { network, cells } = sizes;
  const { noiseLaw: _law, sigmaStep: _sigma, ...training } = sizes.train;
  const setup = (bias: Bias) => headDirectionSetupOf(sizes, seed, bias);
  const labels = { ...options.labels, task: "headDirection", cell: "vanilla" };
  const initial = (): ArtifactRef => {
    const naming = { labels: { ...labels, seed } };
    return graph.add(initialWeights.headDirection, naming, { seed, network, cells }, {}).weights;
  };
  return new Networks(
    {
      labels,
      initialWeights: initial,
      train: (naming, bias, noise) => {
        const parameters = { ...setup(bias), train: training, noise };
        return graph.add(train.headDirection, naming, parameters, { initial: initial() });
      },
      trajectories: (naming, bias, counts) => {
        const parameters = { seed, motion: setup(bias).motion, ...counts };
        return graph.add(headDirectionTrajectories, naming, parameters, {});
      },
      moments: (naming, bias, phase, inputs) =>
        graph.add(moments.headDirection, naming, { ...setup(bias), ...phase }, inputs).moments,
      rollout: (naming, bias, phase, inputs) =>
        graph.add(rollout.headDirection, naming, { ...setup(bias), ...phase }, inputs),
      decode: (naming, counts, winners) => {
        const parameters = { ...counts, cells: cells.count };
        return graph.add(decodeBearings, naming, parameters, { winners }).bearings;
      },
      frozen: (naming, bias, counts, inputs) => {
        const parameters = { seed, motion: setup(bias).motion, ...counts };
        return graph.add(frozen.headDirection, naming, parameters, inputs).decoded;
      },
    },
    sizes,
    options,
  );
}
