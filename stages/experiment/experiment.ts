import type { Protocol } from "../../lib/conditions.ts";
import { GraphBuilder } from "../../pipeline/graph.ts";
import type { Graph } from "../../pipeline/graph.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { addClaims } from "./claims_evidence.ts";
import { draw } from "./draw.ts";
import { headDirectionFigures } from "./head_direction_figures.ts";
import { gruEvidence, spatialEvidence } from "./spatial_evidence.ts";
import { mainFigures, trainingNoiseFigures, undoubledFigures } from "./spatial_figures.ts";
import { SpatialNetworks } from "./spatial_networks.ts";
import { addTables } from "./tables.ts";

/**
 * The paper's experiment: every action from the first random number to the figures and the verdicts,
 * under each protocol. What a protocol does not touch is one action for all.
 */
export function experiment(
  configuration: Configuration,
  protocols: readonly Protocol[] = ["released"],
): Graph {
  const graph = new GraphBuilder();
  const { seeds, spatial: { vanilla, gru }, headDirection } = configuration;
  for (const protocol of protocols) {
    const { explainedVariance, totalVariance } = vanilla;
    const evaluation = {
      trajectories: Math.max(explainedVariance.trajectories, totalVariance.trajectories),
      activeSteps: explainedVariance.activeSteps,
    };
    const common = { graph, protocol };
    const networks = seeds.map((seed, i) =>
      new SpatialNetworks({
        ...common,
        seed,
        cell: "vanilla",
        sizes: vanilla,
        evaluation,
        projected: i === 0,
      })
    );
    const grus = seeds.map((seed) =>
      new SpatialNetworks({ ...common, seed, cell: "gru", sizes: gru, projected: false })
    );
    const [shown, shownGru] = [networks[0]!, grus[0]!]; // there is at least one seed
    const evidence = spatialEvidence(graph, vanilla, networks);
    const ofGrus = gruEvidence(graph, gru, grus);
    mainFigures(graph, protocol, vanilla, shown, evidence);
    const turning = headDirectionFigures(graph, protocol, headDirection.vanilla, seeds);
    undoubledFigures(graph, protocol, vanilla, shown, "figC1");
    undoubledFigures(graph, protocol, gru, shownGru, "figC2");
    trainingNoiseFigures(graph, protocol, vanilla, shown, evidence);
    const fading = [...evidence.fading, ...ofGrus.fading, ...turning.fading];
    draw(graph, protocol, "figS1", {}, { fading });
    addTables(graph, protocol, configuration);
    addClaims(graph, protocol, seeds, evidence, ofGrus, turning);
  }
  return graph.build();
}
