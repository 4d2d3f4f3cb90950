import { columnNames, rowNames } from "../../lib/results/divergences.ts";
import { conditionNames } from "../../lib/results/total_variance.ts";
import type { Measurements } from "../../stages/claims/measurements.ts";

/** Measurements of these seeds in which every number is the same. */
export function measurementsOf(seeds: readonly number[], value: number | null): Measurements {
  const number = value as number; // null stands for what a file has no value of
  const divergence = seeds.flatMap((seed) =>
    columnNames().map((quiescent) => ({
      seed,
      quiescent,
      values: Object.fromEntries(rowNames().map((active) => [active, value])),
      errors: {},
      clipped: {},
    }))
  );
  const distances = seeds.flatMap((seed) =>
    (["NT active", "NT quiescent", "DT noisy quiescent"] as const).map((group) => ({
      seed,
      group,
      steps: 10,
      largest: [],
      mean: value === null ? [] : [value, value],
    }))
  );
  const match = seeds.map((seed) => ({
    seed,
    histogramDistance: number,
    activeHole: number,
    quiescentHole: number,
    errors: { histogramDistance: null, activeHole: null, quiescentHole: null },
  }));
  const velocity = seeds.map((seed) => ({
    seed,
    edges: [],
    proportion: [],
    mean: number,
    released: { proportion: [], mean: number },
    backward: number,
    errors: { mean: null, backward: null },
  }));
  const explained = seeds.map(() => ({ cumulativeRatio: [number, number] }));
  return {
    ...nothing(seeds),
    history: seeds.map(() => ({
      batches: [0, 1, 2],
      loss: [number, number, number],
      error: [number, number, number],
      meanSquaredError: [],
      releasedError: [],
    })),
    explained: { active: explained, quiescent: explained },
    divergence,
    uniformity: divergence,
    floor: divergence,
    gruFloor: divergence,
    divergenceSame: divergence,
    gruDivergence: divergence,
    totalVariance: seeds.flatMap((seed) =>
      conditionNames.map((condition) => ({
        seed,
        condition,
        from: 0,
        to: 10,
        value: number,
        error: null,
      }))
    ),
    stepDistance: { unbiased: distances, biased: distances, gru: distances },
    match,
    velocity: { active: velocity, biased: velocity, unbiased: velocity },
  };
}

/** Measurements of these seeds from which all is missing. */
export function nothing(seeds: readonly number[]): Measurements {
  const window = "";
  return {
    seeds,
    windows: {
      explainedVariance: window,
      divergence: window,
      totalVariance: window,
      stepDistance: window,
      gru: window,
      gruStepDistance: window,
      headDirection: window,
    },
    history: [],
    explained: { active: [], quiescent: [] },
    divergence: [],
    uniformity: [],
    floor: [],
    gruFloor: [],
    divergenceSame: [],
    gruDivergence: [],
    totalVariance: [],
    stepDistance: { unbiased: [], biased: [], gru: [] },
    match: [],
    velocity: { active: [], biased: [], unbiased: [] },
  };
}
