import type { Bias } from "../../lib/conditions.ts";
import type { ArtifactRef } from "../../pipeline/graph.ts";
import type { Spatial } from "../configuration/configuration.ts";
import { decodePositions } from "../decode/stage.ts";
import { frozen } from "../frozen/stage.ts";
import { initialWeights } from "../initial_weights/stage.ts";
import { moments } from "../moments/stage.ts";
import { placeCells } from "../place_cells/stage.ts";
import { rollout } from "../rollout/stage.ts";
import { spatialTrajectories } from "../spatial_trajectories/stage.ts";
import { train } from "../train/stage.ts";
import { Networks } from "./networks.ts";
import type { NetworksOptions } from "./networks.ts";

/** What makes a network of a seed, and the walks that it is run on: parameters of all stages that run it. */
export function spatialSetupOf({ network, cells, motion }: Spatial, seed: number, bias: Bias) {
  return { seed, network, cells, motion: bias === "biased" ? motion : { ...motion, drift: 0 } };
}

/** Adds the centres of a seed's place cells. */
export function addCentres(
  { graph, seed, labels }: Pick<Networks, "graph" | "seed" | "labels">,
  { cells: { count }, motion: { boxWidth, boxHeight } }: Spatial,
): ArtifactRef {
  const parameters = { seed, count, boxWidth, boxHeight };
  return graph.add(placeCells, { labels: { ...labels, seed } }, parameters, {}).centres;
}

/** The networks of one seed on the spatial task. */
export function spatialNetworks(
  cell: "vanilla" | "gru",
  sizes: Spatial,
  options: NetworksOptions,
): Networks {
  const { graph, seed } = options;
  const { network, cells } = sizes;
  const { noiseLaw: _law, sigmaStep: _sigma, ...training } = sizes.train;
  const kind = cell === "vanilla" ? "spatialVanilla" as const : "spatialGru" as const;
  const labels = { ...options.labels, task: "spatial", cell };
  const setup = (bias: Bias) => spatialSetupOf(sizes, seed, bias);
  const centres = () => addCentres({ graph, seed, labels }, sizes);
  const initial = (): ArtifactRef => {
    const parameters = { seed, network, cells };
    return graph.add(initialWeights[kind], { labels: { ...labels, seed } }, parameters, {}).weights;
  };
  return new Networks(
    {
      labels,
      initialWeights: initial,
      train: (naming, bias, noise) => {
        const parameters = { ...setup(bias), train: training, noise };
        const inputs = { centres: centres(), initial: initial() };
        return graph.add(train[kind], naming, parameters, inputs);
      },
      trajectories: (naming, bias, counts) =>
        graph.add(spatialTrajectories, naming, { seed, motion: setup(bias).motion, ...counts }, {}),
      moments: (naming, bias, phase, inputs) => {
        const parameters = { ...setup(bias), ...phase };
        return graph.add(moments[kind], naming, parameters, { ...inputs, centres: centres() })
          .moments;
      },
      rollout: (naming, bias, phase, inputs) => {
        const parameters = { ...setup(bias), ...phase };
        return graph.add(rollout[kind], naming, parameters, { ...inputs, centres: centres() });
      },
      decode: (naming, counts, winners) =>
        graph.add(decodePositions, naming, counts, { winners, centres: centres() }).decoded,
      frozen: (naming, bias, counts, inputs) => {
        const parameters = { seed, motion: setup(bias).motion, ...counts };
        return graph.add(frozen.spatial, naming, parameters, inputs).decoded;
      },
    },
    sizes,
    options,
  );
}
