import { LAB_TRAJECTORIES } from "../../figures/lab.ts";
import type { LabNetwork } from "../../figures/lab.ts";
import { bytesOf } from "../../lib/files/array_bytes.ts";
import { encodeNpy } from "../../lib/files/npy.ts";
import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { initialWeights } from "../../lib/networks/weights.ts";
import { stream } from "../../lib/random/stream.ts";
import { defaultHeadDirectionMotion } from "../../lib/tasks/head_direction_motion.ts";
import { defaultSpatialMotion } from "../../lib/tasks/spatial_motion.ts";
import type { PhaseParameters } from "../../stages/networks/phase.ts";

/** A seed, and the sizes of networks that no test depends on. */
const seed = 3, units = 40, cells = 50, alpha = 0.2, winners = 3;

/** A network of the laboratory, and the same for the run modules of the stage `rollout`. */
export interface LabPair {
  readonly network: LabNetwork;
  readonly weights: string;
  readonly parameters: Omit<PhaseParameters, "steps" | "noise">;
  readonly inputs: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
}

/** An untrained network, as the page has it and as the pipeline has it. */
export function labPair(
  task: LabNetwork["task"],
  cell: LabNetwork["cell"] = "vanilla",
): LabPair {
  const dimensions = task === "spatial" ? 2 : 1;
  const { shapes } = (cell === "gru" ? gru : vanilla)(
    { inputs: dimensions, units, outputs: cells },
    alpha,
  );
  const weights = encodeSafetensors(initialWeights(shapes, "laboratory", cell));
  const drawn = (name: string, length: number) => {
    const data = new Float32Array(length);
    stream("laboratory", name).fillUniform(data);
    return data.map((value) => 2 * value - 1);
  };
  const trajectories = LAB_TRAJECTORIES + 4, times = 6;
  const coordinates = drawn("coordinates", trajectories * times * dimensions);
  const starts = Float32Array.from(
    { length: LAB_TRAJECTORIES * dimensions },
    (_, i) => coordinates[Math.floor(i / dimensions) * times * dimensions + i % dimensions]!,
  );
  const axes = { mean: new Float64Array(units), components: new Float64Array(2 * units).fill(0.1) };
  const pca = encodeSafetensors({
    mean: { shape: [units], data: axes.mean },
    components: { shape: [2, units], data: axes.components },
  });
  const centres = drawn("centres", 2 * cells);
  const noise = { law: "uniform", sigma: 0.05 } as const;
  const common = {
    name: `${task}/${cell}/noisy/unbiased`,
    cell,
    training: "noisy",
    bias: "unbiased",
    noise,
    factors: { active: 1, quiescent: 2 },
    ...{ seed, units, alpha, winners },
    starts: bytesOf(starts).toBase64(),
    pca: pca.toBase64(),
  } as const;
  const tuning = { width: 0.2, normalisation: "softmax" } as const;
  const turning = { count: cells, width: 0.5, normalisation: "maximum" } as const;
  const { anchor: [anchorX, anchorY], ...motion } = defaultSpatialMotion;
  const network: LabNetwork = task === "spatial"
    ? {
      ...common,
      task,
      cells: tuning,
      motion: defaultSpatialMotion,
      centres: bytesOf(centres).toBase64(),
    }
    : { ...common, task, cells: turning, motion: defaultHeadDirectionMotion };
  const parameters = {
    ...{ seed, phase: "quiescent", trajectories, set: "first", starts: "own" } as const,
    network: { units, alpha },
    cells: { ...(task === "spatial" ? tuning : turning), count: cells, winners },
    motion: task === "spatial" ? { ...motion, anchorX, anchorY } : defaultHeadDirectionMotion,
    components: 2,
  };
  const array = (data: Float32Array, ...shape: number[]) => encodeNpy({ shape, data });
  return {
    network,
    weights: weights.toBase64(),
    parameters,
    inputs: {
      weights,
      pca,
      coordinates: array(coordinates, trajectories, times, dimensions),
      updates: array(coordinates, trajectories, times, dimensions),
      centres: array(centres, cells, 2),
    },
  };
}
