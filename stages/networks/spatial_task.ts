import type { z } from "zod";
import { PlaceCells } from "../../lib/cells/place_cells.ts";
import { readNpy } from "../../lib/files/npy.ts";
import type { NetworkSizes } from "../../lib/networks/architecture.ts";
import { spatialTask } from "../../lib/tasks/spatial_task.ts";
import type { Task } from "../../lib/tasks/task.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { spatialSetup } from "./kinds.ts";

type Parameters = z.output<typeof spatialSetup>;

/** First part of the paths of all its random streams. */
export const SPATIAL = "spatial";

/** The extents of a network on this task. */
export function spatialSizes({ network, cells }: Omit<Parameters, "motion">): NetworkSizes {
  return { inputs: 2, units: network.units, outputs: cells.count };
}

/** The task that an action's parameters and the centres in its inputs describe. */
export async function readSpatialTask(
  action: Pick<RunningAction<Parameters, "centres">, "parameters" | "read">,
): Promise<Task> {
  const { cells, motion: { anchorX, anchorY, ...motion } } = action.parameters;
  const centres = readNpy(await action.read("centres"), Float32Array, [cells.count, 2]);
  const population = new PlaceCells(centres, cells);
  return spatialTask(population, { ...motion, anchor: [anchorX, anchorY] }, cells.winners);
}
