/**
 * What does a network that knows a track do when its input is switched off?
 *
 * A task of one's own: an animal runs to and fro on a track, a network is told how far it moved and has to
 * know where it is, in the code of place cells along the track. Then it runs on without input, and its outputs
 * are decoded: are these places of the track, as often as the animal is there, and does it run, or jump?
 *
 *     deno task reproduce --profile quick --experiment docs/examples/linear_track/linear_track.ts --seeds 0
 *
 * `track.ts` has the animal, the cells and the decoder, `network.ts` the network; all else, training included,
 * is ours. Sizes are those of the spatial vanilla network, and the track is as long as the room is wide, so
 * profiles, `--set cells.width=0.1` and `--sweep units=8,16,32` work as ever.
 *
 * The page in `figures/out/linear_track-quick/` has the figure and the numbers. With input, decoded positions
 * follow the animal to 2 to 4 cm. Without, they stay on the track: under the released noise they creep from where they
 * were to a few preferred places and stay there; under the described one (`--protocol both`) they wander over
 * all of it, in jumps once the activity is faint, and are most often near the ends.
 */
import { z } from "zod";
import { GraphBuilder } from "../../../pipeline/graph.ts";
import { defineStage } from "../../../pipeline/stage.ts";
import { noise } from "../../../stages/configuration/parameters/noise.ts";
import { placeCells, spatialNetwork } from "../../../stages/configuration/parameters/spatial.ts";
import { training } from "../../../stages/configuration/parameters/training.ts";
import { noiseOf, protocolLabel } from "../../../stages/configuration/protocol.ts";
import type { Experiment } from "../../../stages/experiment/own_experiment.ts";
import { sizesOf, trainingCost } from "../../../stages/networks/setup.ts";
import { defineFigure } from "../../../stages/panels/figure.ts";

export const title = "A linear track, with and without input";

/** Probability that the animal turns round at a step, away from the ends. */
const TURNING = 0.01;

/** What makes a network and its task. */
const setup = z.strictObject({
  seed: z.int().nonnegative(),
  network: spatialNetwork,
  cells: placeCells.pick({ count: true, width: true, winners: true }),
  track: z.strictObject({
    length: z.number().positive(),
    timeStep: z.number().positive(),
    speedScale: z.number().positive(),
    turning: z.number().min(0).max(1),
  }),
  /** That of the training. */
  noise,
});

export const trainOnTrack = defineStage({
  name: "trainOnTrack",
  summary: "Trains a network to follow an animal on a track",
  parameters: setup.extend({ train: training.omit({ noiseLaw: true, sigmaStep: true }) }),
  inputs: {},
  /** "learned": of the trained network on the test batch, "loss" and "error", m; "untrained": the same. */
  outputs: { weights: "safetensors", learned: "json" },
  arithmetic: "tensor",
  cost: (all) => trainingCost(sizesOf(all, 1), all.train),
  run: new URL("./train_run.ts", import.meta.url),
});

export const runOnTrack = defineStage({
  name: "runOnTrack",
  summary: "Runs the network with its input, and from the same starts without",
  parameters: setup.extend({
    trajectories: z.int().positive(),
    /** With input, and without. */
    steps: z.strictObject({ active: z.int().positive(), quiescent: z.int().positive() }),
    quiescentNoise: noise,
  }),
  inputs: { weights: { format: "safetensors" } },
  /**
   * "true": float32 [n, T], m, where the animal is after each step; "active", [n, T], and "quiescent", [n, T'],
   * the decoded positions. "measures": "error" with input, m; "speed" of each phase, m/s; "overlap", the share of
   * the distributions of positions that both phases have in common.
   */
  outputs: { true: "npy", active: "npy", quiescent: "npy", measures: "json" },
  arithmetic: "tensor",
  cost: ({ trajectories, steps }) => ({
    seconds: 0.5 + 1e-6 * trajectories * (steps.active + steps.quiescent),
    memory: 2e8,
    output: 4 * trajectories * (2 * steps.active + steps.quiescent),
  }),
  run: new URL("./phases_run.ts", import.meta.url),
});

export const trackFigure = defineFigure({
  name: "trackFigure",
  summary:
    "Positions on the track over time, with input (blue; grey: the animal) and without (red), and how " +
    "often each place is decoded",
  parameters: z.strictObject({ length: z.number().positive(), timeStep: z.number().positive() }),
  inputs: {
    true: { format: "npy", list: true },
    active: { format: "npy", list: true },
    quiescent: { format: "npy", list: true },
  },
  run: new URL("./figure_run.ts", import.meta.url),
});

const linearTrack: Experiment = ({ seeds, spatial: { vanilla } }, protocols) => {
  const graph = new GraphBuilder();
  const { network, cells: { count, width, winners }, motion, train, active, quiescent } = vanilla;
  const { noiseLaw, sigmaStep, ...optimisation } = train;
  const { timeStep, speedScale, boxWidth: length } = motion;
  const track = { length, timeStep, speedScale, turning: TURNING };
  for (const protocol of protocols) {
    const noise = noiseOf(protocol, noiseLaw, sigmaStep);
    const runs = seeds.map((seed) => {
      const labels = { ...protocolLabel(protocol), task: "track", seed };
      const setup = { seed, network, cells: { count, width, winners }, track, noise };
      const trained = graph.add(trainOnTrack, { labels }, { ...setup, train: optimisation }, {});
      graph.target(trained);
      const phases = {
        trajectories: quiescent.trajectories,
        steps: { active: active.steps, quiescent: quiescent.steps },
        quiescentNoise: noiseOf(
          protocol,
          noiseLaw,
          sigmaStep * Math.sqrt(quiescent.varianceFactor),
        ),
      };
      const { weights } = trained;
      const outputs = graph.add(runOnTrack, { labels }, { ...setup, ...phases }, { weights });
      graph.target(outputs);
      return outputs;
    });
    graph.target(graph.add(
      trackFigure,
      { labels: protocolLabel(protocol), leaf: "figure" },
      { length, timeStep },
      {
        true: runs.map((outputs) => outputs.true),
        active: runs.map((outputs) => outputs.active),
        quiescent: runs.map((outputs) => outputs.quiescent),
      },
    ));
  }
  return graph.build();
};

export default linearTrack;
