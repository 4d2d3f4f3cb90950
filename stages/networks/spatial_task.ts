import type { z } from "zod";
import { PlaceCells } from "../lib/cells/place_cells.ts";
import { readNpy } from "../lib/files/npy.ts";
import type { Architecture } from "../lib/networks/architecture.ts";
import { vanilla } from "../lib/networks/vanilla.ts";
import { spatialTask } from "../lib/tasks/spatial_task.ts";
import type { Task } from "../lib/tasks/task.ts";
import type { RunningAction } from "../pipeline/running_action.ts";
import type { spatialVanilla } from "./network_kinds.ts";

type Parameters = z.output<typeof spatialVanilla>;

/** The network that an action's parameters describe. */
export function architectureOf(
  { network, cells }: Pick<Parameters, "network" | "cells">,
): Architecture {
  return vanilla({ inputs: 2, units: network.units, outputs: cells.count }, network.alpha);
}

/** The task that an action's parameters and the centres in its inputs describe. */
export async function readTask(
  action: Pick<
    RunningAction<Pick<Parameters, "cells" | "motion">, "centres">,
    "parameters" | "read"
  >,
): Promise<Task> {
  const { cells, motion: { anchorX, anchorY, ...motion } } = action.parameters;
  const centres = readNpy(await action.read("centres"), Float32Array, [cells.count, 2]);
  const population = new PlaceCells(centres, cells);
  return spatialTask(population, { ...motion, anchor: [anchorX, anchorY] }, cells.winners);
}
