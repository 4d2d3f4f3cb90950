/**
 * How many dimensions does a network's recurrence need to keep track of a position?
 *
 * A cell of one's own: the vanilla network, its recurrent weights a product of two matrices of a low rank. It
 * is trained on the paper's spatial task at ranks 1, 2, 4, 8 and 16 and compared with the paper's network, which
 * is of full rank.
 *
 *     deno task reproduce --profile quick --experiment docs/examples/low_rank/low_rank.ts --seeds 0
 *
 * `low_rank_cell.ts` is the cell: its step, and the step back of back-propagation through time, written by
 * hand. Whether that is right says
 *
 *     deno test --allow-all docs/examples/low_rank/low_rank_cell_test.ts
 *
 * which compares it with the automatic differentiation of TensorFlow.js.
 *
 * The page in `figures/out/low_rank-quick/` has the figure and the numbers. One dimension cannot hold a position
 * in a plane; two do, roughly; from four on the error is about that of full rank (seed 0: 0.11 to 0.13 m, and
 * 0.11 m).
 */
import { z } from "zod";
import { GraphBuilder } from "../../../pipeline/graph.ts";
import { defineStage } from "../../../pipeline/stage.ts";
import { noise } from "../../../stages/configuration/parameters/noise.ts";
import { training } from "../../../stages/configuration/parameters/training.ts";
import { noiseOf, protocolLabel } from "../../../stages/configuration/protocol.ts";
import type { Experiment } from "../../../stages/experiment/own_experiment.ts";
import {
  addCentres,
  spatialNetworks,
  spatialSetupOf,
} from "../../../stages/experiment/spatial_networks.ts";
import {
  sizesOf,
  spatialInputs,
  spatialSetup,
  trainingCost,
} from "../../../stages/networks/setup.ts";
import { defineFigure } from "../../../stages/panels/figure.ts";

export const title = "How many dimensions a position needs";

const RANKS = [1, 2, 4, 8, 16];

export const trainLowRank = defineStage({
  name: "trainLowRank",
  summary: "Trains a network of low rank on the spatial task",
  parameters: spatialSetup.extend({
    rank: z.int().positive(),
    train: training.omit({ noiseLaw: true, sigmaStep: true }),
    noise,
  }),
  inputs: spatialInputs,
  /** "learned": of the trained network on the test batch, "loss" and "error", m; "untrained": the same. */
  outputs: { weights: "safetensors", learned: "json" },
  arithmetic: "tensor",
  cost: (all) => trainingCost(sizesOf(all, 1), all.train),
  run: new URL("./train_run.ts", import.meta.url),
});

export const rankFigure = defineFigure({
  name: "rankFigure",
  summary:
    "Decoding error of trained networks, by the rank of their recurrent weights; a dot a network, the " +
    "line their mean; dashed: networks of full rank",
  parameters: z.strictObject({ ranks: z.array(z.int().positive()) }),
  inputs: {
    /** Rank by rank of the first seed, then of the next. */
    learned: { format: "json", list: true },
    /** Of the networks of full rank. */
    full: { format: "json", list: true },
  },
  run: new URL("./figure_run.ts", import.meta.url),
});

const lowRank: Experiment = ({ seeds, spatial: { vanilla } }, protocols) => {
  const graph = new GraphBuilder();
  const { noiseLaw, sigmaStep, ...train } = vanilla.train;
  for (const protocol of protocols) {
    const noise = noiseOf(protocol, noiseLaw, sigmaStep);
    const networks = seeds.map((seed) => {
      const full = spatialNetworks("vanilla", vanilla, { graph, protocol, seed });
      const centres = addCentres(full, vanilla);
      const learned = RANKS.map((rank) => {
        const cell = `rank${rank}`;
        const labels = { ...protocolLabel(protocol), task: "spatial", cell, seed };
        const parameters = { ...spatialSetupOf(vanilla, seed, "unbiased"), rank, train, noise };
        const outputs = graph.add(trainLowRank, { labels }, parameters, { centres });
        graph.target(outputs);
        return outputs.learned;
      });
      return { learned, full: full.trained("noisy", "unbiased").history };
    });
    graph.target(graph.add(
      rankFigure,
      { labels: protocolLabel(protocol), leaf: "figure" },
      { ranks: RANKS },
      {
        learned: networks.flatMap(({ learned }) => learned),
        full: networks.map(({ full }) => full),
      },
    ));
  }
  return graph.build();
};

export default lowRank;
