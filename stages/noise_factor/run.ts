import { stream } from "../../lib/random/stream.ts";
import { encodeNoiseFactor } from "../../lib/results/noise_factor.ts";
import type { NoiseMean, NoiseSweep, SweptWindow } from "../../lib/results/noise_factor.ts";
import { drawAgain } from "../../lib/stats/resampled_error.ts";
import { stepDistance } from "../../lib/stats/step_distance.ts";
import { mean as average } from "../../lib/stats/summary.ts";
import { quiescentWindows } from "../../lib/stats/trajectory_window.ts";
import type { Window } from "../../lib/stats/trajectory_window.ts";
import type { Drive } from "../../lib/training/rollout.ts";
import { readFirst } from "../networks/read_first.ts";
import { blockedDrive } from "./blocks.ts";
import { Course } from "./course.ts";
import { distancesFrom, jumpsOf, resampledFrom } from "./distances.ts";
import type { Places, Redrawn } from "./distances.ts";
import { rowsOf } from "./recorder.ts";
import type { Sample } from "./recorder.ts";
import { SweptNetwork } from "./swept_network.ts";
import type { Action } from "./swept_network.ts";

/** The factor of eq. 19: variances are followed at the one nearest to it. */
const OURS = 2;

export async function run(action: Action): Promise<void> {
  const { seed, swept, trajectories: n, activeSteps, steps, early, factors, means } =
    action.parameters;
  const network = await SweptNetwork.open(action);
  const phase = { rows: n, steps: activeSteps, windows: [{ from: 0, to: activeSteps }] };
  const [active] = await network.run(await network.batch("first", "active"), phase);
  const [again] = await network.run(await network.batch("second", "active"), phase);
  const { leading, rest } = network.variance;
  const space = { variance: leading + rest, directions: action.parameters.directions };
  const distances = distancesFrom(active!, space); // of one window each
  const resampled = resampledFrom(active!, space, redraw(action.parameters));
  const { inputs: _, ...quiescent } = await network.batch("second", "quiescent");
  const windows = quiescentWindows(steps, early);
  const sweeps: NoiseSweep[] = [];
  for (const mean of means) {
    const measure = measureOf(active!, n, { distances, resampled });
    sweeps.push({ mean, ...await sweep(action, network, { quiescent, mean, windows, measure }) });
  }
  await action.write(
    "sweeps",
    encodeNoiseFactor({
      seed,
      network: swept,
      factors,
      windows,
      floor: distances(again!),
      frozen: distances(await frozen(action, network, quiescent)),
      sweeps,
    }),
  );
}

type Measure = (blocks: Sample) => SweptWindow;

/** Resamples of trajectories, the same for all that is swept. */
function redraw({ seed, swept, trajectories: n, resamples }: Action["parameters"]): Redrawn[] {
  const random = stream("noiseFactor", swept, seed, "resamples");
  return Array.from({ length: resamples }, () => [drawAgain(n, random), drawAgain(n, random)]);
}

/** Measures all blocks of a window. */
function measureOf(
  active: Sample,
  rows: number,
  { distances, resampled }: {
    readonly distances: ReturnType<typeof distancesFrom>;
    readonly resampled: ReturnType<typeof resampledFrom>;
  },
): Measure {
  const usual = average(active.peaks);
  const longest = stepDistance(active.positions).largest.reduce((a, b) => Math.max(a, b), 0);
  return (sample) => {
    const blocks = Array.from(
      { length: sample.peaks.length / rows },
      (_, b) => rowsOf(sample, b * rows, rows),
    );
    const found = blocks.map(distances), again = blocks.map(resampled);
    return {
      state: found.map(({ state }) => state),
      sliced: found.map(({ sliced }) => sliced),
      energy: found.map(({ energy }) => energy),
      peak: blocks.map(({ peaks }) => average(peaks) / usual),
      jumps: blocks.map(({ positions }) => jumpsOf(positions, longest)),
      resampled: again[0]!.map((_, r) => again.map((of) => of[r]!)), // a sweep has a factor
    };
  };
}

/** Quiescence with every factor, side by side. */
async function sweep(
  { parameters: { factors, noise, trajectories: n, steps, network: { units } } }: Action,
  network: SweptNetwork,
  { quiescent, mean, windows, measure }: {
    readonly quiescent: Drive;
    readonly mean: NoiseMean;
    readonly windows: Readonly<Record<"early" | "late", Window>>;
    readonly measure: Measure;
  },
): Promise<Omit<NoiseSweep, "mean">> {
  const blocks = factors.map((factor) => ({ mean, factor }));
  const nearest = factors.reduce((a, b) => Math.abs(b - OURS) < Math.abs(a - OURS) ? b : a);
  const followed = factors.indexOf(nearest) * n;
  const course = new Course(steps);
  const [early, late] = await network.run(blockedDrive(quiescent, noise.law, blocks), {
    rows: blocks.length * n,
    steps,
    windows: [windows.early, windows.late],
    watch: ({ step, states }) =>
      course.take(step, states.subarray(followed * units, (followed + n) * units)),
  });
  return {
    early: measure(early!), // one sample a window
    late: measure(late!),
    course: course.found(network.projector(n), network.variance),
  };
}

/** Quiescence that stays at its start. */
async function frozen(
  action: Action,
  network: SweptNetwork,
  quiescent: Drive,
): Promise<Places> {
  const { trajectories: n } = action.parameters;
  const { shape, data } = await readFirst(action, "coordinatesAgain", n);
  const times = shape[1]!; // readFirst checks that there are three extents
  const starts = Float32Array.from(
    { length: 2 * n },
    (_, i) => data[2 * (i >> 1) * times + i % 2]!,
  );
  return {
    sampled: { shape: [n, 1, 2], data: starts },
    states: { shape: [n, 1, network.axes.count], data: network.starts(quiescent, n) },
  };
}
