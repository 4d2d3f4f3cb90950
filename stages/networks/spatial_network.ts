import type { z } from "zod";
import { PlaceCells } from "../../lib/cells/place_cells.ts";
import { readNpy } from "../../lib/files/npy.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import { spatialTask } from "../../lib/tasks/spatial_task.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { Cell, Network } from "./network.ts";
import type { spatialSetup } from "./setup.ts";

type Parameters = z.output<typeof spatialSetup>;

/** First part of the paths of all random streams of this task. */
export const SPATIAL = "spatial";

/** Two inputs, an output a place cell. */
export function spatialArchitecture(
  { network: { units, alpha }, cells }: Omit<Parameters, "motion">,
  cell: Cell,
): Architecture {
  return cell({ inputs: 2, units, outputs: cells.count }, alpha);
}

/** The network and the task that an action's parameters and the centres in its inputs describe. */
export async function readSpatialNetwork(
  action: Pick<RunningAction<Parameters, "centres">, "parameters" | "read">,
  cell: Cell,
): Promise<Network> {
  const { cells, motion: { anchorX, anchorY, ...motion } } = action.parameters;
  const centres = readNpy(await action.read("centres"), Float32Array, [cells.count, 2]);
  const population = new PlaceCells(centres, cells);
  return {
    architecture: spatialArchitecture(action.parameters, cell),
    task: spatialTask(population, { ...motion, anchor: [anchorX, anchorY] }, cells.winners),
    streams: SPATIAL,
  };
}
