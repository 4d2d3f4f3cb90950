import { HeadDirectionCells, preferredAngles } from "../lib/cells/head_direction_cells.ts";
import { placeCellCentres, PlaceCells } from "../lib/cells/place_cells.ts";
import type { Architecture } from "../lib/networks/architecture.ts";
import { gru } from "../lib/networks/gru.ts";
import { vanilla } from "../lib/networks/vanilla.ts";
import { stream } from "../lib/random/stream.ts";
import { defaultHeadDirectionMotion } from "../lib/tasks/head_direction_motion.ts";
import { headDirectionTask } from "../lib/tasks/head_direction_task.ts";
import { defaultSpatialMotion } from "../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../lib/tasks/spatial_task.ts";
import type { Task } from "../lib/tasks/task.ts";
import type { Scale } from "./benchmark.ts";

export const networkNames = ["vanilla", "gru", "head direction"] as const;
export type NetworkName = typeof networkNames[number];

/** A network as the paper trains it, or a tiny one. */
export interface Network {
  readonly architecture: Architecture;
  readonly task: Task;
  /** sigma_step */
  readonly sigma: number;
  /** B */
  readonly batchSize: number;
  /** T */
  readonly steps: number;
  /** Batches of a whole training. */
  readonly batches: number;
}

/** The network of this name; `peers/train.py` knows the same sizes. */
export function network(name: NetworkName, scale: Scale): Network {
  const small = scale === "smoke";
  const outputs = small ? 16 : 512;
  const extent = small ? { batchSize: 4, steps: 3 } : { batchSize: 200, steps: 100 };
  if (name === "head direction") {
    const cells = new HeadDirectionCells(preferredAngles(outputs), {
      width: Math.PI / 6,
      normalisation: "maximum",
    });
    return {
      architecture: vanilla({ inputs: 1, units: small ? 8 : 128, outputs }, 0.5),
      task: headDirectionTask(cells, defaultHeadDirectionMotion, 3),
      sigma: 0.1,
      batches: 20_000,
      ...extent,
    };
  }
  const centres = placeCellCentres(outputs, { width: 2.2, height: 2.2 }, stream("centres"));
  const cells = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
  const sizes = { inputs: 2, units: small ? 16 : 512, outputs };
  return {
    architecture: name === "gru" ? gru(sizes, 0.2) : vanilla(sizes, 0.2),
    task: spatialTask(cells, defaultSpatialMotion, 3),
    sigma: 0.01,
    batches: 2500,
    ...extent,
  };
}
