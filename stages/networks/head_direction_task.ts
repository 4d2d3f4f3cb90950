import type { z } from "zod";
import { HeadDirectionCells, preferredAngles } from "../../lib/cells/head_direction_cells.ts";
import type { NetworkSizes } from "../../lib/networks/architecture.ts";
import { headDirectionTask } from "../../lib/tasks/head_direction_task.ts";
import type { Task } from "../../lib/tasks/task.ts";
import type { headDirectionSetup } from "./kinds.ts";

type Parameters = z.output<typeof headDirectionSetup>;

/** First part of the paths of all its random streams. */
export const HEAD_DIRECTION = "headDirection";

/** The extents of a network on this task. */
export function headDirectionSizes({ network, cells }: Omit<Parameters, "motion">): NetworkSizes {
  return { inputs: 1, units: network.units, outputs: cells.count };
}

/** The task that an action's parameters describe. */
export function makeHeadDirectionTask({ cells, motion }: Parameters): Task {
  const population = new HeadDirectionCells(preferredAngles(cells.count), cells);
  return headDirectionTask(population, motion, cells.winners);
}
