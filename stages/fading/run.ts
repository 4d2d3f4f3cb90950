import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { encodeFading } from "../../lib/results/fading.ts";
import { stepLengths } from "../../lib/stats/step_lengths.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { fadingOf } from "./stage.ts";

export async function run(action: ActionOf<typeof fadingOf>): Promise<void> {
  const { seed, rollout, network, space, bins: wanted, window } = action.parameters;
  const peakOf = async (input: "activePeak" | "quiescentPeak") =>
    meanOverTrajectories(readNpy(await action.read(input), Float32Array, [null, null]));
  const lengthsOf = async (input: "activeDecoded" | "quiescentDecoded") => {
    const shape = space === "plane" ? [null, null, 2] : [null, null];
    return stepLengths(readNpy(await action.read(input), Float32Array, shape));
  };
  const usual = mean(await peakOf("activePeak"));
  const peaks = await peakOf("quiescentPeak");
  const longest = (await lengthsOf("activeDecoded")).data.reduce((a, b) => Math.max(a, b), 0);
  const { shape, data: lengths } = await lengthsOf("quiescentDecoded");
  const perTrajectory = shape[1]!;
  const peakAt = (from: number, to: number) => mean(peaks.subarray(from, to)) / usual;
  const jumpsIn = (from: number, to: number): number => {
    let long = 0, all = 0;
    for (let first = 0; first < lengths.length; first += perTrajectory) {
      for (let t = from; t < to; t++, all++) if (lengths[first + t]! > longest) long++;
    }
    return long / all;
  };
  const bins = Math.min(wanted, perTrajectory);
  const step: number[] = [], peak: number[] = [], jumps: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor(bin * perTrajectory / bins);
    const to = Math.floor((bin + 1) * perTrajectory / bins);
    step.push((from + to + 1) / 2);
    peak.push(peakAt(from + 1, to + 1));
    jumps.push(jumpsIn(from, to));
  }
  const { from, to } = window ?? { from: 0, to: peaks.length };
  if (to > peaks.length || from + 1 >= to) {
    throw new Error(
      `Cannot measure fading in steps ${from} to ${to}: expected at least two of ${peaks.length}`,
    );
  }
  const over = { from, to, peak: peakAt(from, to), jumps: jumpsIn(from, to - 1) };
  await action.write(
    "fading",
    encodeFading({ seed, rollout, network, step, peak, jumps, window: over }),
  );
}

/** [n, T] -> [T] */
function meanOverTrajectories({ shape, data }: NdArray<Float32Array>): Float32Array {
  const n = shape[0]!, steps = shape[1]!; // the reader has checked the extents
  return Float32Array.from({ length: steps }, (_, t) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += data[i * steps + t]!;
    return sum / n;
  });
}
