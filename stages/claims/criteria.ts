import { combine, divergenceOf, meanStep, perSeed } from "./measurements.ts";
import type { Divergence, Measurements, PerSeed } from "./measurements.ts";
import type { Criterion } from "./verdict.ts";

/** A claim of the paper (paper.md section 8) and what it is weighed by; all measures must agree. */
interface ClaimCriteria {
  readonly number: number;
  readonly statement: string;
  readonly measures: readonly Measure[];
}

interface Measure {
  /** What is measured, with its unit. */
  readonly measure: string;
  readonly value: (measurements: Measurements) => PerSeed;
  /** Written before the claims were first weighed, and not changed since. */
  readonly criterion: Criterion;
  /** The paper's own number, if it gives one. */
  readonly paper?: string;
  readonly window?: (windows: Measurements["windows"]) => string;
}

const ratio = (a: number, b: number): number => a / b;
const difference = (a: number, b: number): number => a - b;

export const claims: readonly ClaimCriteria[] = [
  {
    number: 1,
    statement: "Training reaches the task: loss and decoding error fall to the range of Fig. 1b",
    measures: [
      {
        measure: "final decoding error over that of the untrained network",
        value: ({ seeds, history }) =>
          perSeed(seeds, (_, i) => combine(history[i]?.error.at(-1), history[i]?.error[0], ratio)),
        criterion: { most: 0.25, reason: "Fig. 1b: from about 0.6 to near 0 on its axis" },
        paper: "about 0.6 to near 0",
      },
      {
        measure: "final test loss over that of the first test in training",
        value: ({ seeds, history }) =>
          perSeed(seeds, (_, i) => combine(history[i]?.loss.at(-1), history[i]?.loss[1], ratio)),
        criterion: { most: 0.4, reason: "Fig. 1b: from the plateau at 5e-5 to 2e-5 or less" },
        paper: "5e-5 to 1e-5..2e-5",
      },
    ],
  },
  {
    number: 2,
    statement: "Explained-variance curves of active and quiescent states overlap",
    measures: [{
      measure: "largest gap of the cumulative curves",
      value: ({ seeds, explained: { active, quiescent } }) =>
        perSeed(seeds, (_, i) => largestGap(active[i], quiescent[i])),
      criterion: { most: 0.1, reason: "a tenth of the variance; Fig. 1c: highly overlapping" },
      window: ({ explainedVariance }) => explainedVariance,
    }],
  },
  {
    number: 3,
    statement: "Quiescent trajectories are as smooth as active ones",
    measures: [{
      measure: "quiescent over active mean step distance",
      value: ({ seeds, stepDistance: { unbiased } }) => smoothness(seeds, unbiased),
      criterion: { least: 0.5, most: 2, reason: "within a factor of two of the active distance" },
      window: ({ stepDistance }) => stepDistance,
    }],
  },
  {
    number: 4,
    statement:
      "Quiescence of unbiased noisy networks is nearly as close to activity as the uniform",
    measures: [{
      measure: "KL(U^σ q || U^σ a) - KL(uniform || U^σ a), nats",
      value: ({ seeds, divergence }) =>
        perSeed(seeds, (seed) =>
          combine(
            divergenceOf(divergence, seed, "U^σ", "U^σ"),
            divergenceOf(divergence, seed, "uniform", "U^σ"),
            difference,
          )),
      criterion: { most: 0.5, reason: "a twentieth of Fig. 2e's colour scale" },
      window: ({ divergence }) => divergence,
    }],
  },
  {
    number: 5,
    statement: "Quiescence is less uniform than activity",
    measures: [{
      measure: "KL(uniform || U^σ q) - KL(uniform || U^σ a), nats",
      value: ({ seeds, divergence, uniformity }) =>
        perSeed(seeds, (seed) =>
          combine(
            divergenceOf(uniformity, seed, "uniform", "U^σ quiescent"),
            divergenceOf(divergence, seed, "uniform", "U^σ"),
            difference,
          )),
      criterion: { least: 0, reason: "the sign is the claim" },
      window: ({ divergence }) => divergence,
    }],
  },
  {
    number: 6,
    statement: "Matched noisy pairs diverge little; biased, unbiased and random ones much",
    measures: matched(["U^σ", "B^σ"]),
  },
  {
    number: 7,
    statement: "The same holds for noiseless networks",
    measures: matched(["U", "B"]),
  },
  {
    number: 8,
    statement: "Quiescent total variance is larger in noisy networks than in noiseless ones",
    measures: (["unbiased", "biased"] as const).map((bias) => ({
      measure: `noisy over noiseless total variance, ${bias}`,
      value: ({ seeds, totalVariance }) =>
        perSeed(seeds, (seed) => {
          const of = (level: string) =>
            totalVariance.find((each) =>
              each.seed === seed && each.condition === `${level} ${bias}`
            )?.value;
          return combine(of("noisy"), of("noiseless"), ratio);
        }),
      criterion: { least: 1, reason: "the order is the claim" },
      window: ({ totalVariance }) => totalVariance,
    })),
  },
  {
    number: 9,
    statement: "Noise in networks trained without it makes quiescence erratic",
    measures: (["unbiased", "biased"] as const).map((bias) => ({
      measure: `step distance, DT noisy quiescent over NT quiescent, ${bias}`,
      value: ({ seeds, stepDistance }) =>
        perSeed(seeds, (seed) =>
          combine(
            meanStep(stepDistance[bias], seed, "DT noisy quiescent"),
            meanStep(stepDistance[bias], seed, "NT quiescent"),
            ratio,
          )),
      criterion: { least: 2, reason: "Fig. C.4: far above the rest; at least twice" },
      window: ({ stepDistance }) => stepDistance,
    })),
  },
  {
    number: 10,
    statement: "Without doubled noise reactivation persists",
    measures: [gap(({ divergenceSame }) => divergenceSame, ({ divergence }) => divergence)],
  },
  {
    number: 11,
    statement: "GRUs reactivate, too",
    measures: [
      gap(({ gruDivergence }) => gruDivergence, ({ gru }) => gru),
      {
        measure: "quiescent over active mean step distance",
        value: ({ seeds, stepDistance: { gru } }) => smoothness(seeds, gru),
        criterion: { least: 0.5, most: 2, reason: "within a factor of two of the active distance" },
        window: ({ gruStepDistance }) => gruStepDistance,
      },
    ],
  },
  {
    number: 12,
    statement: "Head direction: bearing histograms match, and states form a ring in both phases",
    measures: [
      {
        measure: "total variation distance of the bearing histograms",
        value: ({ seeds, match }) =>
          perSeed(seeds, (seed) => match.find((each) => each.seed === seed)?.histogramDistance),
        criterion: { most: 0.2, reason: "a fifth of the bearings in another bin; Fig. 3a, b" },
        window: ({ headDirection }) => headDirection,
      },
      ...(["active", "quiescent"] as const).map((phase) => ({
        measure: `5th percentile over median distance from the centre on PC 1-2, ${phase}`,
        value: ({ seeds, match }: Measurements) =>
          perSeed(seeds, (seed) => match.find((each) => each.seed === seed)?.[`${phase}Hole`]),
        criterion: { least: 0.5, reason: "a ring has a hole: 0.32 in a disc, near 1 in a ring" },
        window: ({ headDirection }: Measurements["windows"]) => headDirection,
      })),
    ],
  },
  {
    number: 13,
    statement:
      "Biased head direction networks turn one way in quiescence, unbiased ones hardly; reversals occur",
    measures: [
      {
        measure: "biased quiescent mean angular velocity, rad/step",
        value: ({ seeds, velocity }) => velocityMean(seeds, velocity.biased),
        criterion: { least: 0, reason: "the sign is the claim" },
        paper: "0.0151",
        window: ({ headDirection }) => headDirection,
      },
      {
        measure: "unbiased quiescent mean angular velocity, rad/step",
        value: ({ seeds, velocity }) => velocityMean(seeds, velocity.unbiased),
        criterion: {
          least: -0.005,
          most: 0.005,
          reason: "near 0: less than a third of the paper's biased mean",
        },
        paper: "0.0005",
        window: ({ headDirection }) => headDirection,
      },
      {
        measure: "share of backward steps in biased quiescence",
        value: ({ seeds, velocity }) =>
          perSeed(
            seeds,
            (seed) => velocity.biased.find((each) => each.seed === seed)?.backward,
          ),
        criterion: { least: 0.01, reason: "reversals occur: one step in a hundred" },
        window: ({ headDirection }) => headDirection,
      },
    ],
  },
];

function largestGap(
  active: { readonly cumulativeRatio: readonly number[] } | undefined,
  quiescent: { readonly cumulativeRatio: readonly number[] } | undefined,
): number | undefined {
  if (active === undefined || quiescent === undefined) return undefined;
  const gaps = active.cumulativeRatio.map((share, i) =>
    Math.abs(share - quiescent.cumulativeRatio[i]!)
  );
  return Math.max(...gaps);
}

function smoothness(
  seeds: readonly number[],
  distances: Measurements["stepDistance"]["unbiased"],
): PerSeed {
  return perSeed(seeds, (seed) =>
    combine(
      meanStep(distances, seed, "NT quiescent"),
      meanStep(distances, seed, "NT active"),
      ratio,
    ));
}

function velocityMean(
  seeds: readonly number[],
  velocities: Measurements["velocity"]["biased"],
): PerSeed {
  return perSeed(seeds, (seed) => velocities.find((each) => each.seed === seed)?.mean);
}

/** Matched pairs are low, and every mismatched one is higher than both of them. */
function matched([unbiased, biased]: readonly [string, string]): Measure[] {
  return [
    {
      measure:
        `larger of KL(${unbiased} q || ${unbiased} a) and KL(${biased} q || ${biased} a), nats`,
      value: ({ seeds, divergence }) =>
        perSeed(seeds, (seed) => {
          const of = (name: string) => divergenceOf(divergence, seed, name, name);
          return combine(of(unbiased), of(biased), Math.max);
        }),
      criterion: { most: 1, reason: "a tenth of Fig. 2e's colour scale" },
      window: ({ divergence }) => divergence,
    },
    {
      measure: "smallest mismatched (biased-unbiased, random) less largest matched, nats",
      value: ({ seeds, divergence }) =>
        perSeed(seeds, (seed) => gapOf(divergence, seed, unbiased, biased, ["R^σ"])),
      criterion: { least: 0, reason: "the order is the claim" },
      window: ({ divergence }) => divergence,
    },
  ];
}

/** The same order for noisy networks alone. */
function gap(
  of: (measurements: Measurements) => readonly Divergence[],
  window: (windows: Measurements["windows"]) => string,
): Measure {
  return {
    measure: "smaller biased-unbiased divergence less larger matched one, nats",
    value: (measurements) =>
      perSeed(measurements.seeds, (seed) => gapOf(of(measurements), seed, "U^σ", "B^σ", [])),
    criterion: { least: 0, reason: "the order is the claim" },
    window,
  };
}

function gapOf(
  all: readonly Divergence[],
  seed: number,
  unbiased: string,
  biased: string,
  strangers: readonly string[],
): number | undefined {
  const of = (quiescent: string, active: string) => divergenceOf(all, seed, quiescent, active);
  const pairs = [of(unbiased, unbiased), of(biased, biased)];
  const others = [
    of(unbiased, biased),
    of(biased, unbiased),
    ...strangers.flatMap((name) => [of(name, unbiased), of(name, biased)]),
  ];
  if ([...pairs, ...others].includes(undefined)) return undefined;
  const known = (values: (number | undefined)[]) => values as number[]; // none is missing
  return Math.min(...known(others)) - Math.max(...known(pairs));
}
