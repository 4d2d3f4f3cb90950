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
import type { Sample } from "./recorder.ts";

/** Where states and decoded positions are. */
export type Places = Pick<Sample, "sampled" | "states">;

/**
 * Distances from active places to others.
 *
 * @param variance of activity in all units: states are as far apart as in units of its root
 * @param directions of the distance of states, the same for all seeds
 */
export function distancesFrom(
  active: Places,
  variance: number,
  directions: number,
): (places: Places) => Distances {
  const components = active.states.shape.at(-1)!; // it has rank 3
  const axes = {
    sampled: planeDirections(),
    states: randomDirections(stream("noiseFactor", "directions"), components, directions),
  };
  const summary = ({ sampled, states }: Places) => ({
    sampled: projectedQuantiles(sampled, axes.sampled),
    states: projectedQuantiles(states, axes.states),
    trajectories: new TrajectorySample(sampled),
  });
  const reference = summary(active);
  // A sliced distance is that of one direction: the root of their number makes it that of all.
  const scale = Math.sqrt(components / variance);
  return (places) => {
    const found = summary(places);
    return {
      state: scale * slicedWasserstein(reference.states, found.states, 2),
      sliced: slicedWasserstein(reference.sampled, found.sampled, 1),
      energy: energyDistance(reference.trajectories, found.trajectories),
    };
  };
}

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
