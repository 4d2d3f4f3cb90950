import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import { distanceWindows, encodeDistances } from "../../lib/results/distances.ts";
import type { Distance } from "../../lib/results/distances.ts";
import { energyTest, Relabellings, TrajectorySample } from "../../lib/stats/energy_distance.ts";
import {
  planeDirections,
  projectedQuantiles,
  slicedWasserstein,
} from "../../lib/stats/sliced_wasserstein.ts";
import type { ProjectedQuantiles } from "../../lib/stats/sliced_wasserstein.ts";
import { quiescentWindows, trajectoryWindow } from "../../lib/stats/trajectory_window.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { distances } from "./stage.ts";

type Action = ActionOf<typeof distances>;

/** Positions, ready to be compared with many others. */
interface Sample {
  readonly quantiles: ProjectedQuantiles;
  readonly trajectories: TrajectorySample;
}

/** A sample and what it is of. */
type Compared = Pick<Distance, "compared" | "window"> & { readonly sample: Sample };

export async function run(action: Action): Promise<void> {
  const { seed, active: names, activeSteps, steps } = action.parameters;
  const read = async (input: "active" | "again" | "frozen" | "quiescent", steps: number) =>
    (await action.readAll(input)).map((bytes) => readNpy(bytes, Float32Array, [null, steps, 2]));
  const active = (await read("active", activeSteps)).map(sampleOf);
  const again = (await read("again", activeSteps)).map(sampleOf);
  // Of positions that stand still one step is all.
  const frozen = (await read("frozen", steps))
    .map((still) => sampleOf(trajectoryWindow(still, { from: 0, to: 1 })));
  const columns = quiescentSamples(action.parameters, await read("quiescent", steps));
  const relabellings = new Relabellings(stream("spatial", seed, "distances", "relabellings"));
  const found = names.flatMap((name, i) => {
    const own: Compared[] = [
      { compared: "floor", window: null, sample: again[i]! }, // one a name, as of the active ones
      { compared: "frozen", window: null, sample: frozen[i]! },
    ];
    return [...columns, ...own].map(({ sample, ...of }) => {
      const { p, ...measured } = measure(sample, active[i]!, relabellings);
      return { active: name, ...of, ...measured, p: of.compared === "uniform" ? null : p };
    });
  });
  await action.write("distances", encodeDistances({ seed, distances: found }));
}

/** The quiescent distributions, in each window, and the uniform one. */
function quiescentSamples(
  parameters: Action["parameters"],
  positions: readonly NdArray<Float32Array>[],
): Compared[] {
  const { quiescent, steps, early } = parameters;
  const windows = { all: { from: 0, to: steps }, ...quiescentWindows(steps, early) };
  const left = [...positions];
  return quiescent.flatMap((compared): Compared[] => {
    if (compared === "uniform") {
      return [{ compared, window: null, sample: sampleOf(uniformPositions(parameters)) }];
    }
    const all = left.shift();
    if (all === undefined) {
      throw new Error(`Cannot compare "${compared}": its positions are missing`);
    }
    return distanceWindows.map((window) => ({
      compared,
      window,
      sample: sampleOf(trajectoryWindow(all, windows[window])),
    }));
  });
}

/** As many positions as an active phase has, uniform over the box. */
function uniformPositions(
  { seed, trajectories, activeSteps, boxWidth, boxHeight }: Action["parameters"],
): NdArray<Float64Array> {
  const random = stream("spatial", seed, "distances", "uniform");
  const data = new Float64Array(2 * trajectories * activeSteps);
  for (let i = 0; i < data.length; i += 2) {
    data[i] = boxWidth * (random.uniform() - 0.5);
    data[i + 1] = boxHeight * (random.uniform() - 0.5);
  }
  return { shape: [trajectories, activeSteps, 2], data };
}

function sampleOf(positions: NdArray<Float32Array | Float64Array>): Sample {
  return {
    quantiles: projectedQuantiles(positions, planeDirections()),
    trajectories: new TrajectorySample(positions),
  };
}

function measure(
  a: Sample,
  b: Sample,
  relabellings: Relabellings,
): Pick<Distance, "sw1" | "sw2" | "energy"> & { readonly p: number } {
  return {
    sw1: slicedWasserstein(a.quantiles, b.quantiles, 1),
    sw2: slicedWasserstein(a.quantiles, b.quantiles, 2),
    ...energyTest(a.trajectories, b.trajectories, relabellings),
  };
}
