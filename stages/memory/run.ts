import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { encodeMemory } from "../../lib/results/memory.ts";
import type { MemoryWindow, StartsFrom } from "../../lib/results/memory.ts";
import { bearingMemory, positionMemory } from "../../lib/stats/memory_of_start.ts";
import { stepLengths } from "../../lib/stats/step_lengths.ts";
import { mean } from "../../lib/stats/summary.ts";
import { quiescentWindows, trajectoryWindow } from "../../lib/stats/trajectory_window.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { ActivityDensity } from "./activity_density.ts";
import { activityDistance } from "./activity_distance.ts";
import type { memoryOf } from "./stage.ts";

type Action = ActionOf<typeof memoryOf>;
type Points = NdArray<Float32Array>;

export async function run(action: Action): Promise<void> {
  const { seed, population, network, early, points } = action.parameters;
  const plane = population !== "headDirection";
  const read = async (input: Parameters<Action["read"]>[0], shape: readonly (number | null)[]) =>
    readNpy(await action.read(input), Float32Array, shape);
  const decoded = plane ? [null, null, 2] : [null, null];
  const distance = activityDistance(await read("active", decoded));
  const activeDecoded = await read("activeDecoded", decoded);
  const density = points === null
    ? undefined
    : new ActivityDensity(activeDecoded, { seed, population, network, points });
  const divergence = (seen: Points, name: readonly string[]) =>
    density?.divergence(seen, name) ?? null;
  const activity = {
    peak: mean((await read("activePeak", [null, null])).data),
    longest: stepLengths(activeDecoded).data.reduce((a, b) => Math.max(a, b), 0),
  };

  const of = async (start: StartsFrom) => {
    const smooth = await read(start, decoded);
    const seen = await read(`${start}Decoded`, decoded);
    const peaks = await read(`${start}Peak`, [null, null]);
    const still = await read(`${start}Frozen`, decoded);
    const all = smooth.shape[1]!; // the reader has checked the extents
    const windows = quiescentWindows(all, early);
    const starts = trajectoryWindow(still, { from: 0, to: 1 });
    const steps = stepsOf(all);
    const at = steps.map((step) => trajectoryWindow(smooth, { from: step, to: step + 1 }));
    const memory = plane ? positionMemory : bearingMemory;
    const within = (name: "early" | "late"): MemoryWindow => ({
      ...windows[name],
      kl: divergence(trajectoryWindow(seen, windows[name]), [start, name]),
      distance: distance(trajectoryWindow(smooth, windows[name])),
      peak: mean(trajectoryWindow(peaks, windows[name]).data) / activity.peak,
      jumps: shareBeyond(activity.longest, trajectoryWindow(seen, windows[name])),
    });
    return {
      steps,
      memory: at.map((now) => memory(starts.data, now.data) ?? null),
      distance: at.map(distance),
      early: within("early"),
      late: within("late"),
      frozen: {
        kl: divergence(trajectoryWindow(still, windows.late), [start, "frozen"]),
        distance: distance(starts),
      },
    };
  };

  const [own, centre] = [await of("own"), await of("centre")];
  await action.write(
    "memory",
    encodeMemory({
      seed,
      population,
      network,
      steps: own.steps,
      memory: { own: own.memory, centre: centre.memory },
      distance: { own: own.distance, centre: centre.distance },
      early: { own: own.early, centre: centre.early },
      late: { own: own.late, centre: centre.late },
      frozen: { own: own.frozen, centre: centre.frozen },
      floor: {
        kl: divergence(await read("againDecoded", decoded), ["again"]),
        distance: distance(await read("again", decoded)),
      },
    }),
  );
}

/** 0, 20, 50, then every 100th step, and the last. */
function stepsOf(all: number): number[] {
  const hundreds = Array.from({ length: Math.floor(all / 100) }, (_, i) => 100 * (i + 1));
  return [...[0, 20, 50, ...hundreds].filter((step) => step < all - 1), all - 1];
}

/** The share of steps of trajectories that are longer than any active one. */
function shareBeyond(longest: number, decoded: Points): number {
  const { data } = stepLengths(decoded);
  return data.reduce((count, length) => count + (length > longest ? 1 : 0), 0) / data.length;
}
