import { z } from "zod";
import { GraphBuilder } from "../../pipeline/graph.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { Experiment } from "../../stages/experiment/own_experiment.ts";
import { spatialNetworks } from "../../stages/experiment/spatial_networks.ts";

/** What the variance of the training's noise is multiplied by in quiescence; 2 in the paper. */
const FACTORS = [1, 2, 4];

/** A stage of our own: its definition. */
export const netDisplacement = defineStage({
  name: "netDisplacement",
  summary: "Measures how far trajectories end from where they start",
  parameters: z.strictObject({ factor: z.number().nonnegative() }),
  inputs: { decoded: { format: "npy" } },
  /** "displacement": m, the mean over trajectories. */
  outputs: { displacement: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.05, memory: 8e7, output: 100 }),
  run: new URL("./net_displacement_run.ts", import.meta.url),
});

/** How far quiescence wanders, by how strong its noise is. */
const noiseFactor: Experiment = (configuration, protocols) => {
  const graph = new GraphBuilder();
  const { seeds, spatial: { vanilla } } = configuration;
  for (const protocol of protocols) {
    for (const seed of seeds) {
      const networks = spatialNetworks("vanilla", vanilla, { graph, protocol, seed });
      const network = networks.trained("noisy", "unbiased");
      for (const factor of FACTORS) {
        const { labels, decoded } = networks.rollOut(network, {
          labels: { phase: `factor${factor}` },
          ...vanilla.quiescent,
          quiescent: networks.quiescentNoise(network, factor),
        });
        graph.target(graph.add(netDisplacement, { labels }, { factor }, { decoded }));
      }
    }
  }
  return graph.build();
};

export default noiseFactor;
