import { GraphBuilder } from "../pipeline/graph.ts";
import type { Graph } from "../pipeline/graph.ts";
import type { Configuration } from "./configuration.ts";
import { spatialFigures } from "./spatial_figures.ts";
import { buildSpatialVanilla } from "./spatial_vanilla.ts";

/** The paper's experiment: every action from the first random number to the figures. */
export function experiment(configuration: Configuration): Graph {
  const graph = new GraphBuilder();
  const networks = configuration.seeds.map((seed) =>
    buildSpatialVanilla(graph, seed, configuration.spatial.vanilla)
  );
  spatialFigures(graph, configuration.spatial.vanilla, networks);
  return graph.build();
}
