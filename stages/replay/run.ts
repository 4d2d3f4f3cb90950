import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import { CELLS, encodeReplay, STRETCH } from "../../lib/results/replay.ts";
import type { Coverage, Motion, ReplayDecoder, ReplayPhase } from "../../lib/results/replay.ts";
import { extents } from "../../lib/stats/extents.ts";
import type { TrajectoryArray } from "../../lib/stats/extents.ts";
import { highRuns } from "../../lib/stats/high_runs.ts";
import { unwrap } from "../../lib/stats/mean_squared_displacement.ts";
import { mean } from "../../lib/stats/summary.ts";
import { quiescentWindows, trajectoryWindow } from "../../lib/stats/trajectory_window.ts";
import type { Window } from "../../lib/stats/trajectory_window.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { covered } from "./covered.ts";
import { compression, displaced, jumpsOf, lengthsOf, livelyExponent } from "./motion.ts";
import type { Points } from "./motion.ts";
import type { replayOf } from "./stage.ts";

type Action = ActionOf<typeof replayOf>;

/** Of a window, the longest lag of fits is this part: displacements bend where they near its length. */
const LAG_SHARE = { active: 1 / 2, quiescent: 1 / 4 } as const;

const decoders = ["smooth", "top-3"] as const;
type Decoded = Readonly<Record<typeof decoders[number], TrajectoryArray>>;

/** Everything that moves: points [n, T, 2], m, or unwrapped bearings [n, T], rad; peaks [n, T]. */
interface Recorded {
  readonly truth: TrajectoryArray;
  readonly active: Decoded;
  readonly quiescent: Decoded;
  readonly activePeak: NdArray<Float32Array>;
  readonly quiescentPeak: NdArray<Float32Array>;
}

export async function run(action: Action): Promise<void> {
  const { seed, kind, condition, early, box } = action.parameters;
  const recorded = await readAll(action);
  const windows = quiescentWindows(extents(recorded.quiescent.smooth).steps, early);
  const path = [kind, condition, seed];
  const motions = [
    motion("true", "none", activity(recorded.truth), path).motion,
    ...decoders.flatMap((decoder) => motionsOf(recorded, decoder, windows, path)),
  ];
  const coverage = box === null ? [] : coverageOf(recorded, windows.late, box);
  await action.write("replay", encodeReplay({ seed, kind, condition, motions, coverage }));
}

/** The motions of activity and of both windows of quiescence, seen through a decoder. */
function motionsOf(
  recorded: Recorded,
  decoder: typeof decoders[number],
  windows: ReturnType<typeof quiescentWindows>,
  path: readonly (string | number)[],
): Motion[] {
  const { activePeak, quiescentPeak } = recorded;
  const active = motion("active", decoder, activity(recorded.active[decoder]), path);
  const usual = mean(activePeak.data);
  const quiescent = (["early", "late"] as const).map((phase): Motion => {
    const points = recorded.quiescent[decoder], window = windows[phase];
    const longestLag = Math.floor((window.to - window.from) * LAG_SHARE.quiescent);
    const part = { points, window, longestLag };
    const found = motion(phase, decoder, part, path);
    const live = highRuns(quiescentPeak, window, { least: usual / 2, steps: STRETCH.steps });
    return {
      ...found.motion,
      beside: {
        compression: compression(found, active, errors(path, phase, decoder, "compression")),
        jumps: jumpsOf(part, active.motion.longestStep),
        peak: mean(trajectoryWindow(quiescentPeak, window).data) / usual,
        lively: livelyExponent(points, live),
      },
    };
  });
  return [active.motion, ...quiescent];
}

/** How points move, with what each trajectory has moved. */
function motion(
  phase: ReplayPhase,
  decoder: ReplayDecoder,
  points: Points,
  path: readonly (string | number)[],
) {
  const found = displaced(points, errors(path, phase, decoder, "exponents"));
  const { perTrajectory: _own, ...moved } = found;
  const motion: Motion = { phase, decoder, ...points.window, ...moved, ...lengthsOf(points) };
  return { ...found, motion };
}

/** Draws of resampled trajectories. */
function errors(path: readonly (string | number)[], ...names: readonly string[]) {
  return stream("replay", ...path, ...names);
}

function activity(points: TrajectoryArray): Points {
  const { steps } = extents(points);
  const longestLag = Math.floor(steps * LAG_SHARE.active);
  return { points, window: { from: 0, to: steps }, longestLag };
}

/** Of as many trajectories in every phase. */
function coverageOf(
  { truth, active, quiescent }: Recorded,
  late: Window,
  box: { readonly width: number; readonly height: number },
): Coverage[] {
  const trajectories = Math.min(extents(truth).count, extents(quiescent.smooth).count);
  const walked = (phase: Coverage["phase"], points: TrajectoryArray, window?: Window): Coverage => {
    const whole = { from: 0, to: extents(points).steps };
    const part = { points, window: window ?? whole, trajectories };
    return { phase, ...covered(part, { cells: CELLS, ...box }) };
  };
  return [
    walked("true", truth),
    walked("active", active.smooth),
    walked("quiescent", quiescent.smooth),
    walked("late", quiescent.smooth, late),
  ];
}

async function readAll(action: Action): Promise<Recorded> {
  const circle = action.parameters.box === null;
  type Input = Parameters<Action["read"]>[0];
  const array = async (input: Input, shape: readonly (number | null)[]) =>
    readNpy(await action.read(input), Float32Array, shape);
  const points = async (input: Input): Promise<TrajectoryArray> =>
    circle ? unwrap(await array(input, [null, null])) : await array(input, [null, null, 2]);
  const active = { smooth: await points("activeSmooth"), "top-3": await points("activeDecoded") };
  const { count, steps } = extents(active.smooth);
  const coordinates = await array("coordinates", [null, null, circle ? 1 : 2]);
  return {
    truth: followed(coordinates, count, steps),
    active,
    quiescent: {
      smooth: await points("quiescentSmooth"),
      "top-3": await points("quiescentDecoded"),
    },
    activePeak: await array("activePeak", [count, steps]),
    quiescentPeak: await array("quiescentPeak", [null, null]),
  };
}

/** Where the animal is after each step of the first trajectories; bearings unwrapped. */
function followed(
  { shape, data }: NdArray<Float32Array>,
  count: number,
  steps: number,
): TrajectoryArray {
  const [, times, width] = shape as [number, number, number]; // as they were read
  const first = { shape: [count, times, width], data: data.subarray(0, count * times * width) };
  const path = trajectoryWindow(first, { from: 1, to: steps + 1 });
  return width === 1 ? unwrap({ shape: [count, steps], data: path.data }) : path;
}
