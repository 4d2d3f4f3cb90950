import { sizeOf } from "../../lib/array.ts";
import { preferredAngles } from "../../lib/cells/head_direction_cells.ts";
import { smoothBearings, smoothPositions } from "../../lib/decoding/smooth.ts";
import type { SmoothDecoder } from "../../lib/decoding/smooth.ts";
import { topK } from "../../lib/decoding/top_k.ts";
import { encodeNpy, readNpy } from "../../lib/files/npy.ts";
import { decodeSafetensors, readTensor } from "../../lib/files/safetensors.ts";
import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { project } from "../../lib/stats/pca.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { RolloutVariant } from "../configuration/parameters/rollout_variant.ts";
import { headDirectionNetwork } from "../networks/head_direction_network.ts";
import type { Network } from "../networks/network.ts";
import { runPhase } from "../networks/phase.ts";
import type { PhaseParameters } from "../networks/phase.ts";
import { readSpatialNetwork } from "../networks/spatial_network.ts";
import type { rollout } from "./stage.ts";
import { phaseVariant } from "./variant.ts";

type Parameters = PhaseParameters & {
  readonly cells: { readonly winners: number };
  readonly network: { readonly alpha: number };
  readonly components: number;
  readonly variant: RolloutVariant;
};
type Input = "weights" | "coordinates" | "updates" | "pca";
type Output = "winners" | "smooth" | "projection" | "peak";

export async function spatialVanilla(
  action: ActionOf<typeof rollout.spatialVanilla>,
): Promise<void> {
  await rollOut(action, await readSpatialNetwork(action, vanilla), await positions(action));
}

export async function spatialGru(action: ActionOf<typeof rollout.spatialGru>): Promise<void> {
  await rollOut(action, await readSpatialNetwork(action, gru), await positions(action));
}

export async function headDirection(action: ActionOf<typeof rollout.headDirection>): Promise<void> {
  const angles = preferredAngles(action.parameters.cells.count);
  const bearings = { decode: smoothBearings(angles), dimensions: [] };
  await rollOut(action, headDirectionNetwork(action.parameters), bearings);
}

/** How a smooth decoder is used, and the extents of what it gives of a trajectory and step. */
interface Smooth {
  readonly decode: SmoothDecoder;
  readonly dimensions: readonly number[];
}

async function positions(
  action: Pick<RunningAction<Parameters, "centres">, "read">,
): Promise<Smooth> {
  const centres = readNpy(await action.read("centres"), Float32Array, [null, 2]);
  return { decode: smoothPositions(centres.data), dimensions: [2] };
}

/** Runs a phase and keeps winners, smooth decodings, projections and the height of each activity. */
async function rollOut(
  action: RunningAction<Parameters, Input, Output>,
  network: Network,
  { decode, dimensions }: Smooth,
): Promise<void> {
  const { trajectories: n, steps, cells: { winners: k }, components } = action.parameters;
  const { units, outputs: cells } = network.architecture.sizes;
  const axes = await readAxes(action, units, components);
  const winners = new Uint16Array(n * steps * k);
  const size = sizeOf(dimensions);
  const smooth = new Float32Array(n * steps * size);
  const projection = new Float32Array(n * steps * components);
  const peak = new Float32Array(n * steps);
  const now = new Uint16Array(n * k);
  const variant = phaseVariant(action.parameters, network.architecture);
  for await (const { step, states, outputs } of runPhase(action, network, variant)) {
    topK(outputs, { rows: n, cells, k }, now);
    const decoded = decode(outputs, now, k);
    const projected = project(axes, states, components);
    for (let i = 0; i < n; i++) {
      peak[i * steps + step] = outputs[i * cells + now[i * k]!]!;
      winners.set(now.subarray(i * k, (i + 1) * k), (i * steps + step) * k);
      smooth.set(decoded.subarray(i * size, (i + 1) * size), (i * steps + step) * size);
      const point = projected.subarray(i * components, (i + 1) * components);
      projection.set(point, (i * steps + step) * components);
    }
  }
  await action.write("winners", encodeNpy({ shape: [n, steps, k], data: winners }));
  await action.write("smooth", encodeNpy({ shape: [n, steps, ...dimensions], data: smooth }));
  await action.write("projection", encodeNpy({ shape: [n, steps, components], data: projection }));
  await action.write("peak", encodeNpy({ shape: [n, steps], data: peak }));
}

/** The mean and the components to project on; without an input, none. */
async function readAxes(
  action: RunningAction<Parameters, Input, Output>,
  units: number,
  components: number,
): Promise<{ mean: Float64Array; components: Float64Array }> {
  if (components === 0) return { mean: new Float64Array(units), components: new Float64Array(0) };
  const tensors = decodeSafetensors(await action.read("pca"));
  return {
    mean: readTensor(tensors, "mean", Float64Array, [units]).data,
    components: readTensor(tensors, "components", Float64Array, [null, units]).data,
  };
}
