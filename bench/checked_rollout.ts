import type { z } from "zod";
import { readNpy } from "../lib/files/npy.ts";
import { stream } from "../lib/random/stream.ts";
import { mean, standardDeviation } from "../lib/stats/summary.ts";
import { coordinatesAt } from "../lib/tasks/trajectories.ts";
import { fillNoise } from "../lib/training/noise.ts";
import type { Plan } from "../pipeline/plan/plan.ts";
import { readFirst } from "../stages/networks/read_first.ts";
import { readWeights } from "../stages/networks/read_weights.ts";
import { setPath } from "../stages/networks/set_path.ts";
import type { rollout } from "../stages/rollout/stage.ts";
import { networkOf, openAction } from "./opened.ts";
import type { TextNetwork } from "./text_network.ts";

/** How a rollout of the cache agrees with the text's, of the same weights, starts and noise. */
export interface CheckedRollout {
  /** Steps that are compared one by one. */
  readonly steps: number;
  /** The largest difference between the largest outputs of a trajectory and step, of the largest of all. */
  readonly peaks: number;
  /** The share of trajectories and steps in which the same cells are most active. */
  readonly winners: number;
  /** The mean of the largest outputs over all trajectories and steps, here and there, and their deviation here. */
  readonly mean: readonly [ours: number, theirs: number];
  readonly deviation: readonly [ours: number, theirs: number];
}

/**
 * Runs a quiescent rollout again, in the text's network.
 *
 * @param name of an action whose stage is `rollout`, quiescent, from its own starts
 * @param compared steps that are compared one by one
 */
export async function checkRollout(
  plan: Plan,
  name: string,
  text: TextNetwork,
  compared: number,
): Promise<CheckedRollout> {
  const action = openAction<z.output<typeof rollout.spatialVanilla.parameters>>(plan, name);
  const {
    seed,
    trajectories: n,
    steps,
    noise,
    set,
    network: { alpha, units },
    cells: { winners: k },
  } = action.parameters;
  const { network, cells } = await networkOf(plan, name);
  const weights = await readWeights(action, "weights", network.architecture);
  const coordinates = await readFirst(action, "coordinates", n);
  const winners = readNpy(await action.result("winners"), Uint16Array, [n, steps, k]).data;
  const peak = readNpy(await action.result("peak"), Float32Array, [n, steps]).data;

  const { dimensions } = network.task.cells;
  const places = new Float32Array(n * dimensions);
  const times = coordinates.shape[1]!; // readFirst checks that there are three extents
  coordinatesAt({ count: n, steps: times - 1, coordinates, updates: coordinates }, 0, places);
  await text.ask({ do: "load", alpha, sigma: noise.sigma, learningRate: 0 }, {
    ...weights,
    ...cells,
  });
  await text.ask({ do: "start" }, { places: { shape: [n, dimensions], data: places } });
  const draws = { shape: [n, units], data: new Float32Array(n * units) };
  const theirs = new Float32Array(n * steps);
  let same = 0, apart = 0;
  for (let t = 0; t < steps; t++) {
    const path = [network.streams, seed, "quiescent", ...setPath(set), "noise", t];
    fillNoise(noise, stream(...path), draws.data);
    const step = await text.ask<{ readonly winners: number[][]; readonly peaks: number[] }>(
      { do: "step", winners: k },
      { noise: draws },
    );
    for (let i = 0, at = t; i < n; i++, at += steps) {
      theirs[at] = step.peaks[i]!;
      if (t >= compared) continue;
      apart = Math.max(apart, Math.abs(theirs[at]! - peak[at]!));
      const own = new Set(winners.subarray(at * k, (at + 1) * k));
      if (step.winners[i]!.every((cell) => own.has(cell))) same++;
    }
  }
  const some = Math.min(compared, steps);
  return {
    steps: some,
    peaks: apart / peak.reduce((largest, each) => Math.max(largest, Math.abs(each)), 0),
    winners: same / (n * some),
    mean: [mean(peak), mean(theirs)],
    deviation: [standardDeviation(peak, 1), standardDeviation(theirs, 1)],
  };
}
