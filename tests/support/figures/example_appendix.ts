import type { HyperparameterTable } from "../../../figures/hyperparameter_table.ts";
import type { NdArray } from "../../../lib/array.ts";
import { encodeFading } from "../../../lib/results/fading.ts";
import type { FadingNetwork } from "../../../lib/results/fading.ts";
import { encodeStepDistances, stepDistanceGroups } from "../../../lib/results/step_distances.ts";
import { stream } from "../../../lib/random/stream.ts";
import { type ExampleAction, type ExampleSizes, perNetwork, walks } from "./example_action.ts";

type Paths = Readonly<
  Record<"active" | "quiescent" | "biasedActive" | "biasedQuiescent", NdArray>
>;
type DrawLines = (decoded: NdArray, every: number) => {
  readonly parameters: Record<string, unknown>;
  readonly inputs: ExampleAction["inputs"];
};

/** The eight maps of Fig. C.1 and C.2. */
export function mapsOf<Figure extends "figC1" | "figC2">(
  figure: Figure,
  { active, quiescent, biasedActive, biasedQuiescent }: Paths,
  lines: DrawLines,
  density: (width: number) => ExampleAction,
): Record<`${Figure}${"a" | "b" | "c" | "d" | "e" | "f" | "g" | "h"}`, ExampleAction> {
  return {
    [`${figure}a`]: lines(active, 8),
    [`${figure}b`]: lines(quiescent, 4),
    [`${figure}c`]: density(0.7),
    [`${figure}d`]: density(0.5),
    [`${figure}e`]: lines(biasedActive, 8),
    [`${figure}f`]: lines(biasedQuiescent, 4),
    [`${figure}g`]: density(0.4),
    [`${figure}h`]: density(0.32),
  } as ReturnType<typeof mapsOf<Figure>>; // computed names are strings to the compiler
}

/** Fig. C.3: smooth, still and erratic. */
export function exampleTrajectories(
  { trajectories: n, activeSteps }: ExampleSizes,
  lines: DrawLines,
) {
  const drawn = (name: string, pull: number, change: (decoded: NdArray) => NdArray) => {
    const { parameters, inputs } = lines(change(walks(name, n, activeSteps, pull)), 1);
    const every = Math.ceil(n / 5);
    return { parameters: { ...parameters, every, steps: activeSteps - 5 }, inputs };
  };
  const same = (decoded: NdArray) => decoded;
  return {
    figC3a: drawn("C.3a", 0, same),
    figC3b: drawn("C.3b", 0.06, same),
    figC3c: drawn("C.3c", 0, still),
    figC3d: drawn("C.3d", 0, still),
    figC3e: drawn("C.3e", 0, erratic),
    figC3f: drawn("C.3f", 0.06, erratic),
  };
}

/** Steps shrunk to a fiftieth. */
function still({ shape, data }: NdArray): NdArray {
  const perTrajectory = shape[1]! * 2;
  const moved = Float32Array.from(data, (value, at) => {
    const start = data[at - at % perTrajectory + at % 2]!;
    return start + (value - start) / 50;
  });
  return { shape, data: moved };
}

function erratic({ shape, data }: NdArray): NdArray {
  const draws = stream("example figures", "erratic");
  const moved = Float32Array.from(
    data,
    (value) => Math.min(Math.max(value + 0.35 * draws.normal(), -1.1), 1.1),
  );
  return { shape, data: moved };
}

export function stepDistances({ networks, trajectories }: ExampleSizes, lowest: number) {
  const means = {
    "NT active": 0.02,
    "NT quiescent": 0.016,
    "DT active": 0.021,
    "DT quiescent": lowest,
    "DT noisy quiescent": 0.4,
  };
  return stepDistanceGroups.flatMap((group) =>
    perNetwork(networks, encodeStepDistances, (seed) => {
      const draws = stream("example figures", "distances", group, seed);
      const values = Array.from(
        { length: trajectories },
        () => means[group] * Math.exp(0.2 * draws.normal()),
      );
      return { group, seed, steps: 60, mean: values, largest: values };
    })
  );
}

export function fading({ networks }: ExampleSizes) {
  const lives: Readonly<Record<string, Readonly<Partial<Record<FadingNetwork, number>>>>> = {
    "noisy": { unbiased: 4000, biased: 6000 },
    "noisy, scale as trained": { unbiased: 5000, biased: 8000 },
    "noiseless": { unbiased: 900, biased: 700 },
    "noiseless, noise added": { unbiased: 400, biased: 300 },
    "random": { random: 150 },
    "total variance (2f)": {
      "noisy unbiased": 4000,
      "noisy biased": 6000,
      "noiseless unbiased": 900,
      "noiseless biased": 700,
    },
    "GRU": { unbiased: 9000, biased: 8000 },
    "head direction": { unbiased: 20000, biased: 15000 },
  };
  return Object.entries(lives).flatMap(([rollout, all]) =>
    Object.entries(all).flatMap(([network, life]) =>
      perNetwork(networks, encodeFading, (seed) => {
        const long = rollout.startsWith("total");
        const draws = stream("example figures", "fading", rollout, network, seed);
        const step = Array.from({ length: 40 }, (_, i) => (long ? 50 : 25) * (i + 0.5));
        const own = life * Math.exp(0.2 * draws.normal());
        const peak = step.map((at) => Math.exp(-at / own) * (1 + 0.02 * draws.normal()));
        const jumps = peak.map((p) => 0.8 * Math.exp(-6 * p));
        const window = long ? { from: 1000, to: 2000 } : { from: 0, to: 1001 };
        return {
          rollout,
          network: network as FadingNetwork, // a key of `lives`
          seed,
          step,
          peak,
          jumps,
          window: { ...window, peak: 1, jumps: 0 },
        };
      })
    )
  );
}

const paper = { source: "paper, A.1" };
export const TABLE: HyperparameterTable = {
  title: "Spatial position estimation",
  rows: [
    { parameter: "Recurrent units", symbol: "H", unit: "1", value: 512, paper: 512, ...paper },
    { parameter: "Time step", symbol: "dt", unit: "s", value: 0.02, paper: 0.02, ...paper },
    { parameter: "Noise of a step", symbol: "σ√dt", unit: "1", value: 0.01, paper: 0.01, ...paper },
    {
      parameter: "Rayleigh scale of the speed",
      symbol: "b",
      unit: "m/s",
      value: 0.816814,
      paper: 0.2,
      source: "released code; paper.md D4",
    },
    {
      parameter: "Added to each side of the active range of the principal components",
      symbol: "",
      unit: "1",
      value: 0.1,
      paper: null,
      source: "released code",
    },
    {
      parameter: "Start position",
      symbol: "",
      unit: "m",
      value: "uniform in the box",
      paper: "U(−2.2, 2.2)",
      source: "released code; paper.md D3",
    },
    { parameter: "Learning rate", symbol: "", unit: "1", value: 1e-3, paper: 1e-3, ...paper },
  ],
};
