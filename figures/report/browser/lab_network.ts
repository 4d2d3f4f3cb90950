import type { Cells } from "../../../lib/cells/cells.ts";
import { HeadDirectionCells, preferredAngles } from "../../../lib/cells/head_direction_cells.ts";
import { PlaceCells } from "../../../lib/cells/place_cells.ts";
import { smoothBearings, smoothPositions } from "../../../lib/decoding/smooth.ts";
import type { SmoothDecoder } from "../../../lib/decoding/smooth.ts";
import { viewOf } from "../../../lib/files/array_bytes.ts";
import { decodeSafetensors, readTensor } from "../../../lib/files/safetensors.ts";
import type { Architecture } from "../../../lib/networks/architecture.ts";
import { gru } from "../../../lib/networks/gru.ts";
import { vanilla } from "../../../lib/networks/vanilla.ts";
import type { Weights } from "../../../lib/networks/weights.ts";
import type { LabNetwork } from "../../lab.ts";
import type { DensitySpace } from "./lab_density.ts";

/** A network of the page, taken out of its bytes. */
export interface OpenNetwork {
  readonly data: LabNetwork;
  readonly architecture: Architecture;
  readonly weights: Weights;
  readonly cells: Cells;
  /** Where the cells are: centres [N, 2], m, or preferred angles [N], rad. */
  readonly places: Float32Array;
  readonly decode: SmoothDecoder;
  /** Where the run's trajectories start, [n, D]. */
  readonly starts: Float32Array;
  /** Of the active phase, if the run has them. */
  readonly axes?: Axes | undefined;
  readonly space: DensitySpace;
}

/** Mean [H] and first two principal components [2, H] of states. */
export interface Axes {
  readonly mean: Float64Array;
  readonly components: Float64Array;
}

/** Opens a network; throws if its weights are not what its architecture has. */
export function openNetwork(data: LabNetwork, base64: string): OpenNetwork {
  const code = data.task === "spatial" ? placeCode(data) : headDirectionCode(data);
  const sizes = { inputs: code.cells.dimensions, units: data.units, outputs: code.cells.count };
  const architecture = (data.cell === "gru" ? gru : vanilla)(sizes, data.alpha);
  const tensors = decodeSafetensors(bytesIn(base64));
  const weights = Object.fromEntries(
    architecture.shapes.map(({ name, outputs, inputs }) => {
      return [name, readTensor(tensors, name, Float32Array, [outputs, inputs])];
    }),
  );
  const starts = float32(data.starts);
  return { data, architecture, weights, starts, axes: axesOf(data), ...code };
}

type Code = Pick<OpenNetwork, "cells" | "places" | "decode" | "space">;

function placeCode({ centres, cells, motion }: LabNetwork & { task: "spatial" }): Code {
  const places = float32(centres);
  const array = { shape: [places.length / 2, 2], data: places };
  return {
    cells: new PlaceCells(array, cells),
    places,
    decode: smoothPositions(places),
    space: { dimensions: 2, width: motion.boxWidth, height: motion.boxHeight },
  };
}

function headDirectionCode({ cells }: LabNetwork & { task: "headDirection" }): Code {
  const places = preferredAngles(cells.count);
  return {
    cells: new HeadDirectionCells(places, cells),
    places,
    decode: smoothBearings(places),
    space: { dimensions: 1 },
  };
}

function axesOf({ pca, units }: LabNetwork): Axes | undefined {
  if (pca === undefined) return undefined;
  const tensors = decodeSafetensors(bytesIn(pca));
  return {
    mean: readTensor(tensors, "mean", Float64Array, [units]).data,
    components: readTensor(tensors, "components", Float64Array, [null, units]).data,
  };
}

/** The bytes of base64. */
export function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function float32(base64: string): Float32Array {
  return viewOf(bytesIn(base64), Float32Array);
}
