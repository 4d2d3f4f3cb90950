import { type NdArray, sizeOf } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import { bandwidthFactors, encodeBandwidths } from "../../lib/results/bandwidths.ts";
import type { BandwidthDivergence } from "../../lib/results/bandwidths.ts";
import type { ComparedName } from "../../lib/results/distances.ts";
import type { ActiveName } from "../../lib/results/divergences.ts";
import { GaussianKde, SingularDataError } from "../../lib/stats/gaussian_kde.ts";
import { klDivergence, klFromUniform } from "../../lib/stats/kl_divergence.ts";
import type { KlDivergence } from "../../lib/stats/kl_divergence.ts";
import { evenlySpaced } from "../../lib/stats/trajectory_window.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { bandwidths } from "./stage.ts";

type Action = ActionOf<typeof bandwidths>;
type Positions = NdArray<Float32Array>;

/** What is compared, with the activity of which networks. */
interface Column {
  readonly compared: ComparedName;
  /** undefined: uniform over the box. */
  readonly positions: Positions | undefined;
  readonly rows: readonly ActiveName[];
}

export async function run(action: Action): Promise<void> {
  const { seed, active: names, quiescent } = action.parameters;
  const [active, again, frozen, others] = thinned([
    await readPositions(action, "active"),
    await readPositions(action, "again"),
    await readPositions(action, "frozen"),
    await readPositions(action, "quiescent"),
  ]);
  const left = [...others!]; // as many lists as before
  const columns: Column[] = [
    ...quiescent.map((compared) => {
      const positions = compared === "uniform" ? undefined : left.shift();
      return { compared, positions, rows: names };
    }),
    ...names.flatMap((name, i): Column[] => [
      { compared: "floor", positions: again![i], rows: [name] },
      { compared: "frozen", positions: frozen![i], rows: [name] },
    ]),
  ];
  const divergences = bandwidthFactors.flatMap((factor) => {
    const densities = new Map(names.map((name, i) => [name, densityOf(active![i]!, factor)]));
    return columns.flatMap((column) => divergencesOf(action, column, factor, densities));
  });
  await action.write("divergences", encodeBandwidths({ seed, divergences }));
}

async function readPositions(
  action: Action,
  input: "active" | "again" | "frozen" | "quiescent",
): Promise<Positions[]> {
  return (await action.readAll(input)).map((bytes) =>
    readNpy(bytes, Float32Array, [null, null, 2])
  );
}

/** All with as many trajectories and steps as those that have the fewest; the steps evenly spaced. */
function thinned(lists: readonly (readonly Positions[])[]): Positions[][] {
  const shapes = lists.flat().map(({ shape }) => shape as readonly [number, number, number]); // as read
  const fewest = Math.min(...shapes.map(([n]) => n)), steps = Math.min(...shapes.map(([, t]) => t));
  return lists.map((list) =>
    list.map(({ shape: [, ...rest], data }) => {
      const shape = [fewest, ...rest];
      return evenlySpaced({ shape, data: data.subarray(0, sizeOf(shape)) }, steps);
    })
  );
}

function densityOf({ data }: Positions, factor: number): GaussianKde | undefined {
  try {
    return new GaussianKde(data, 2, factor);
  } catch (error) {
    if (error instanceof SingularDataError) return undefined;
    throw error;
  }
}

function divergencesOf(
  { parameters }: Action,
  { compared, positions, rows }: Column,
  factor: number,
  densities: ReadonlyMap<ActiveName, GaussianKde | undefined>,
): BandwidthDivergence[] {
  const from = positions === undefined
    ? fromUniform(parameters)
    : fromDensity(parameters, densityOf(positions, factor), [compared, ...rows]);
  return rows.map((active) => {
    const density = densities.get(active);
    if (from === undefined || density === undefined) {
      return { compared, active, factor, nats: null, clipped: null };
    }
    const { nats, clipped } = from.compare(density.evaluate(from.at));
    return { compared, active, factor, nats, clipped: clipped / parameters.points };
  });
}

/** Points of a distribution, and its divergence from the densities at them. */
interface Drawn {
  readonly at: Float64Array;
  compare(active: Float64Array): KlDivergence;
}

/** The same random numbers for every factor. */
function fromDensity(
  { seed, points }: Action["parameters"],
  density: GaussianKde | undefined,
  name: readonly string[],
): Drawn | undefined {
  if (density === undefined) return undefined;
  const at = density.resample(points, stream("spatial", seed, "bandwidths", ...name));
  const values = density.evaluate(at);
  return { at, compare: (active) => klDivergence(values, active) };
}

function fromUniform({ seed, points, boxWidth, boxHeight }: Action["parameters"]): Drawn {
  const random = stream("spatial", seed, "bandwidths", "uniform");
  const at = new Float64Array(2 * points);
  for (let i = 0; i < at.length; i += 2) {
    at[i] = boxWidth * (random.uniform() - 0.5);
    at[i + 1] = boxHeight * (random.uniform() - 0.5);
  }
  return { at, compare: (active) => klFromUniform(active, Math.sqrt(boxWidth * boxHeight)) };
}
