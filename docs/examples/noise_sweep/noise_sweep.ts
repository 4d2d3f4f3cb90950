/**
 * How far does quiescence wander, by how strong its noise is?
 *
 * A network that follows an animal through a room is left to its noise, whose variance is that of the
 * training times 1/2, 1, 2 (the paper's choice), 4 and 8. Two measures of the decoded positions: how far
 * they end from where they began, and how much of the room they pass through.
 *
 *     deno task reproduce --profile quick --experiment docs/examples/noise_sweep/noise_sweep.ts --seeds 0
 *
 * The page in `figures/out/noise_sweep-quick/` has the figure and the numbers. Under the described noise both
 * measures rise with it. The released noise is uniform on [0, 1) times sigma: the factor scales its mean, too,
 * which the network has learned to live with, so quiescence wanders least at factor 1, and drifts at 8
 * (`--protocol both` shows them one above the other). The networks are the paper's: a cache that has them trains
 * none, else a network takes some seconds.
 */
import { z } from "zod";
import { GraphBuilder } from "../../../pipeline/graph.ts";
import { defineStage } from "../../../pipeline/stage.ts";
import { protocolLabel } from "../../../stages/configuration/protocol.ts";
import type { Experiment } from "../../../stages/experiment/own_experiment.ts";
import { spatialNetworks } from "../../../stages/experiment/spatial_networks.ts";
import { defineFigure } from "../../../stages/panels/figure.ts";

export const title = "How far quiescence wanders";

/** What the variance of the training's noise is multiplied by in quiescence. */
const FACTORS = [0.5, 1, 2, 4, 8];

/** A stage of our own: its definition. */
export const wandering = defineStage({
  name: "wandering",
  summary:
    "Measures how far trajectories end from where they start, and how much of the room they cover",
  parameters: z.strictObject({
    /** Steps that are looked at. */
    steps: z.int().positive(),
    /** Extents of the room, m. */
    boxWidth: z.number().positive(),
    boxHeight: z.number().positive(),
  }),
  inputs: { decoded: { format: "npy" } },
  /** "wandering": means over trajectories: "displacement", m; "covered", the share of the room. */
  outputs: { wandering: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.05, memory: 8e7, output: 100 }),
  run: new URL("./wandering_run.ts", import.meta.url),
});

/** A figure of our own. */
export const wanderingFigure = defineFigure({
  name: "wanderingFigure",
  summary: "How far quiescence ends from where it starts, by the factor on its noise's variance; " +
    "a dot a network, the line their mean; dashed: activity with its input",
  parameters: z.strictObject({ factors: z.array(z.number().positive()) }),
  inputs: {
    /** Factor by factor of the first seed, then of the next. */
    quiescent: { format: "json", list: true },
    active: { format: "json", list: true },
  },
  run: new URL("./figure_run.ts", import.meta.url),
});

const noiseSweep: Experiment = ({ seeds, spatial: { vanilla } }, protocols) => {
  const graph = new GraphBuilder();
  const { active, quiescent, motion: { boxWidth, boxHeight } } = vanilla;
  const steps = Math.min(active.steps, quiescent.steps);
  for (const protocol of protocols) {
    const networks = seeds.map((seed) =>
      spatialNetworks("vanilla", vanilla, { graph, protocol, seed })
    );
    const measured = networks.map((of) => {
      const network = of.trained("noisy", "unbiased");
      const phases = [
        of.active(network),
        ...FACTORS.map((factor) =>
          of.rollOut(network, {
            labels: { phase: `factor${factor}` },
            trajectories: quiescent.trajectories,
            steps: quiescent.steps,
            quiescent: of.quiescentNoise(network, factor),
          })
        ),
      ];
      return phases.map(({ labels, decoded }) => {
        const outputs = graph.add(wandering, { labels }, { steps, boxWidth, boxHeight }, {
          decoded,
        });
        graph.target(outputs);
        return outputs.wandering;
      });
    });
    graph.target(graph.add(
      wanderingFigure,
      { labels: protocolLabel(protocol), leaf: "figure" },
      { factors: FACTORS },
      {
        active: measured.map(([first]) => first!), // there is one before those of the factors
        quiescent: measured.flatMap(([_, ...others]) => others),
      },
    ));
  }
  return graph.build();
};

export default noiseSweep;
