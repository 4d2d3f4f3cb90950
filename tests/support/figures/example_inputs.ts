import type { PanelId } from "../../../figures/panels.ts";
import type { NdArray } from "../../../lib/array.ts";
import { encodeNpy } from "../../../lib/files/npy.ts";
import {
  activeNames,
  encodeDivergences,
  quiescentNames,
} from "../../../lib/results/divergences.ts";
import type { QuiescentName } from "../../../lib/results/divergences.ts";
import { encodeExplainedVariance } from "../../../lib/results/explained_variance.ts";
import { conditionNames, encodeTotalVariance } from "../../../lib/results/total_variance.ts";
import { encodeTrainingHistory } from "../../../lib/results/training_history.ts";
import { stream } from "../../../lib/random/stream.ts";
import { perNetwork, walks } from "./example_action.ts";
import type { ExampleAction, ExampleSizes } from "./example_action.ts";
import { learnedUpdates } from "./example_update.ts";
import { exampleDistances } from "./example_distances.ts";
import { exampleTrajectories, fading, mapsOf, stepDistances, TABLE } from "./example_appendix.ts";
import { headDirectionActions } from "./example_head_direction.ts";
import { noiseFactors } from "./example_noise_factor.ts";
import { memories } from "./example_memory.ts";
import { variants } from "./example_variants.ts";
import { replays } from "./example_replay.ts";

/** The smallest sizes that show every part of every panel. */
export const SMALL: ExampleSizes = {
  networks: 3,
  trajectories: 8,
  activeSteps: 30,
  quiescentSteps: 60,
  grid: 24,
};

/** The paper's sizes. */
export const FULL: ExampleSizes = {
  networks: 5,
  trajectories: 200,
  activeSteps: 100,
  quiescentSteps: 1000,
  grid: 100,
};

/** Made-up but plausible inputs of every panel, the same bytes whenever it is called. */
export function exampleActions(sizes: ExampleSizes): Record<PanelId, ExampleAction> {
  const { trajectories: n, activeSteps, quiescentSteps } = sizes;
  const paths = {
    active: walks("active", n, activeSteps, 0),
    quiescent: walks("quiescent", n, quiescentSteps, 0.02),
    biasedActive: walks("biased active", n, activeSteps, 0.06),
    biasedQuiescent: walks("biased quiescent", n, quiescentSteps, 0.08),
  };
  const small = n < 50;
  const trajectories = (decoded: NdArray, every: number) => ({
    parameters: { every: small ? 2 : every, boxHalfWidth: 1.1 },
    inputs: { decoded: [encodeNpy(decoded)] },
  });
  const states = (decoded: NdArray) => ({
    parameters: small
      ? { everyTrajectory: 1, fromStep: 7, everyStep: 5 }
      : { everyTrajectory: 2, fromStep: 7, everyStep: 20 },
    inputs: {
      projection: [encodeNpy(project(decoded))],
      decoded: [encodeNpy(decoded)],
      axesFrom: [encodeNpy(project(paths.active))],
    },
  });
  const inBox = (width: number) => ({
    parameters: { maximum: 1.2, levels: 9, boxHalfWidth: 1.1 },
    inputs: hill(sizes.grid, 1.25, width),
  });
  const inComponents = (width: number) => ({
    parameters: { maximum: 1.6, levels: 9 },
    inputs: hill(sizes.grid, 1.9, width),
  });
  return {
    fig1a: { parameters: { varianceFactor: 2 }, inputs: {} },
    fig1b: { parameters: {}, inputs: { history: histories(sizes.networks) } },
    fig1c: {
      parameters: {},
      inputs: {
        active: ratios("active", sizes.networks, 0.42),
        quiescent: ratios("quiescent", sizes.networks, 0.46),
      },
    },
    fig1d: trajectories(paths.active, 8),
    fig1e: trajectories(paths.quiescent, 4),
    fig1f: states(paths.active),
    fig1g: states(paths.quiescent),
    fig1h: inBox(0.7),
    fig1i: inBox(0.5),
    fig1j: inComponents(0.4),
    fig1k: inComponents(0.25),
    fig2a: trajectories(paths.biasedActive, 8),
    fig2b: trajectories(paths.biasedQuiescent, 4),
    fig2c: inBox(0.4),
    fig2d: inBox(0.32),
    fig2e: { parameters: { maximum: 10 }, inputs: { kl: divergences(sizes.networks) } },
    fig2f: { parameters: {}, inputs: { variance: variances(sizes.networks) } },
    ...exampleDistances(sizes, divergences(sizes.networks)),
    ...headDirectionActions(sizes),
    ...mapsOf("figC1", paths, trajectories, inBox),
    ...mapsOf("figC2", paths, trajectories, inBox),
    ...exampleTrajectories(sizes, trajectories),
    figC4a: { parameters: {}, inputs: { distances: stepDistances(sizes, 0) } },
    figC4b: { parameters: {}, inputs: { distances: stepDistances(sizes, 0.0012) } },
    figS1: { parameters: {}, inputs: { fading: fading(sizes) } },
    ...learnedUpdates(sizes),
    figS3: {
      parameters: {},
      inputs: {
        sweeps: noiseFactors(sizes),
        spectrum: learnedUpdates(sizes).figS2a.inputs.spectrum,
      },
    },
    figS4: { parameters: {}, inputs: { memory: memories(sizes) } },
    figS6: { parameters: {}, inputs: { replay: replays(sizes) } },
    tableS7: { parameters: {}, inputs: { variants: variants(sizes) } },
    tableS6: { parameters: {}, inputs: { replay: replays(sizes) } },
    tableA1: { parameters: TABLE, inputs: {} },
    tableA2: { parameters: { ...TABLE, title: "Head direction estimation" }, inputs: {} },
  };
}

/** A bent copy of the plane, as place-cell states look on two components. */
function project({ shape, data }: NdArray): NdArray<Float32Array> {
  const out = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 2) {
    const [x, y] = [data[at]!, data[at + 1]!];
    out[at] = Math.sin(1.3 * x) + 0.1 * y * y;
    out[at + 1] = 0.8 * Math.sin(1.3 * y) - 0.15 * x * x;
  }
  return { shape, data: out };
}

/** A density of two bumps on a grid over [-reach, reach]^2, asymmetric so that a transposed one shows. */
function hill(count: number, reach: number, width: number) {
  const axis = Float64Array.from(
    { length: count },
    (_, i) => -reach + 2 * reach * i / (count - 1),
  );
  const bump = (dx: number, dy: number) =>
    Math.exp(-(dx * dx + 1.6 * dy * dy) / (2 * width * width)) * 0.13 / (width * width);
  const density = new Float64Array(count * count);
  axis.forEach((x, i) =>
    axis.forEach((y, j) => density[i * count + j] = bump(x - 0.3, y) + 0.4 * bump(x + 0.6, y - 0.5))
  );
  return {
    density: [encodeNpy({ shape: [count, count], data: density })],
    x: [encodeNpy({ shape: [count], data: axis })],
    y: [encodeNpy({ shape: [count], data: axis })],
  };
}

function histories(networks: number) {
  return perNetwork(networks, encodeTrainingHistory, (seed) => {
    const draws = stream("example figures", "history", seed);
    const batches = Array.from({ length: 26 }, (_, i) => 100 * i);
    const late = 500 + 60 * draws.normal();
    const fall = batches.map((batch) => 1 / (1 + Math.exp((batch - late) / 150)));
    return {
      batches,
      loss: fall.map((f) => 1.2e-5 + 3.8e-5 * f * (1 + 0.02 * draws.normal())),
      error: fall.map((f) => 0.06 + 0.75 * f * (1 + 0.05 * draws.normal())),
      meanSquaredError: fall.map((f) => 0.002 + 0.4 * f),
      releasedError: fall.map((f) => 0.002 + 0.4 * f),
    };
  });
}

function ratios(phase: string, networks: number, first: number) {
  return perNetwork(networks, encodeExplainedVariance, (seed) => {
    const draws = stream("example figures", "ratio", phase, seed);
    const rate = 0.3 + 0.02 * draws.normal();
    const cumulativeRatio = Array.from(
      { length: 10 },
      (_, i) => 1 - (1 - first) * Math.exp(-rate * i) + 0.004 * draws.normal(),
    );
    return { cumulativeRatio };
  });
}

function divergences(networks: number) {
  const means: Readonly<Record<QuiescentName, readonly number[]>> = {
    "U^σ": [0.12, 0.2, 2.9, 3.3],
    "U": [0.31, 0.18, 3.4, 4.1],
    "uniform": [0.24, 0.22, 5.62, 7.05],
    "B^σ": [0.92, 0.87, 0.15, 0.22],
    "B": [1.1, 0.95, 0.26, 0.11],
    "R^σ": [6.8, 5.95, 9.4, 11.32],
  };
  return quiescentNames.flatMap((quiescent) =>
    perNetwork(networks, encodeDivergences, (seed) => {
      const draws = stream("example figures", "kl", quiescent, seed);
      const values = Object.fromEntries(
        activeNames.map((active, i) => [
          active,
          means[quiescent][i]! * (1 + 0.05 * draws.normal()),
        ]),
      );
      const released = Object.fromEntries(
        activeNames.map((active) => [active, values[active]! + Math.log(2.2)]),
      );
      return {
        quiescent,
        seed,
        values,
        errors: {},
        clipped: {},
        released: quiescent === "uniform" ? released : undefined,
      };
    })
  );
}

function variances(networks: number) {
  const means = {
    "noiseless unbiased": 0.0016,
    "noiseless biased": 0.0011,
    "noisy unbiased": 0.0121,
    "noisy biased": 0.0083,
  };
  return conditionNames.flatMap((condition) =>
    perNetwork(networks, encodeTotalVariance, (seed) => {
      const draws = stream("example figures", "variance", condition, seed);
      const value = means[condition] * Math.exp(0.25 * draws.normal());
      return { condition, seed, from: 0, to: 60, value, error: null };
    })
  );
}
