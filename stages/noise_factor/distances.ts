import type { NdArray } from "../../lib/array.ts";
import { energyDistance, TrajectorySample } from "../../lib/stats/energy_distance.ts";
import { stream } from "../../lib/random/stream.ts";
import type { Distances } from "../../lib/results/noise_factor.ts";
import {
  planeDirections,
  projectedQuantiles,
  randomDirections,
  slicedWasserstein,
} from "../../lib/stats/sliced_wasserstein.ts";
import type { Directions } from "../../lib/stats/sliced_wasserstein.ts";
import { TrajectoryProjections } from "../../lib/stats/trajectory_projections.ts";
import type { Sample } from "./recorder.ts";

/** Where states and decoded positions are. */
export type Places = Pick<Sample, "sampled" | "states">;

/** How distances of states are taken. */
export interface StateSpace {
  /** Of activity in all units: states are as far apart as in units of its root. */
  readonly variance: number;
  /** How many, the same for all seeds. */
  readonly directions: number;
}

/** Distances from active places to others. */
export function distancesFrom(active: Places, space: StateSpace): (places: Places) => Distances {
  const axes = { sampled: planeDirections(), states: directionsOf(active, space) };
  const summary = ({ sampled, states }: Places) => ({
    sampled: projectedQuantiles(sampled, axes.sampled),
    states: projectedQuantiles(states, axes.states),
    trajectories: new TrajectorySample(sampled),
  });
  const reference = summary(active);
  const scale = scaleOf(active, space);
  return (places) => {
    const found = summary(places);
    return {
      state: scale * slicedWasserstein(reference.states, found.states, 2),
      sliced: slicedWasserstein(reference.sampled, found.sampled, 1),
      energy: energyDistance(reference.trajectories, found.trajectories),
    };
  };
}

/** How often each trajectory counts in a resample: of activity, and of what is compared with it. */
export type Redrawn = readonly [active: Float64Array, others: Float64Array];

/** Distances of states from active ones, of resampled trajectories: one a resample. */
export function resampledFrom(
  active: Places,
  space: StateSpace,
  resamples: readonly Redrawn[],
): (places: Places) => number[] {
  if (resamples.length === 0) return () => [];
  const axes = directionsOf(active, space), scale = scaleOf(active, space);
  const own = new TrajectoryProjections(active.states, axes);
  const references = resamples.map(([drawn]) => own.quantiles(drawn));
  return ({ states }) => {
    const others = new TrajectoryProjections(states, axes);
    return resamples.map(([, drawn], r) =>
      scale * slicedWasserstein(references[r]!, others.quantiles(drawn), 2)
    );
  };
}

function directionsOf({ states }: Places, { directions }: StateSpace): Directions {
  return randomDirections(stream("noiseFactor", "directions"), componentsOf(states), directions);
}

/** A sliced distance is that of one direction: the root of their number makes it that of all. */
function scaleOf({ states }: Places, { variance }: StateSpace): number {
  return Math.sqrt(componentsOf(states) / variance);
}

const componentsOf = ({ shape }: Places["states"]): number => shape[2]!; // of three extents

/** The share of steps of trajectories, [n, T, 2], that are longer than this. */
export function jumpsOf({ shape, data }: NdArray<Float32Array>, longest: number): number {
  const [count, steps] = shape as [number, number, number]; // positions have rank 3
  let long = 0;
  for (let n = 0; n < count; n++) {
    for (let t = 1; t < steps; t++) {
      const i = 2 * (n * steps + t);
      const dx = data[i]! - data[i - 2]!, dy = data[i + 1]! - data[i - 1]!;
      if (Math.sqrt(dx * dx + dy * dy) > longest) long++;
    }
  }
  return long / (count * (steps - 1));
}
