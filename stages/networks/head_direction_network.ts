import type { z } from "zod";
import { HeadDirectionCells, preferredAngles } from "../../lib/cells/head_direction_cells.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { headDirectionTask } from "../../lib/tasks/head_direction_task.ts";
import type { Network } from "./network.ts";
import type { headDirectionSetup } from "./setup.ts";

type Parameters = z.output<typeof headDirectionSetup>;

/** First part of the paths of all random streams of this task. */
export const HEAD_DIRECTION = "headDirection";

/** One input, an output a head direction cell. */
export function headDirectionArchitecture(
  { network: { units, alpha }, cells }: Omit<Parameters, "motion">,
): Architecture {
  return vanilla({ inputs: 1, units, outputs: cells.count }, alpha);
}

/** The network and the task that an action's parameters describe. */
export function headDirectionNetwork(parameters: Parameters): Network {
  const { cells, motion } = parameters;
  const population = new HeadDirectionCells(preferredAngles(cells.count), cells);
  return {
    architecture: headDirectionArchitecture(parameters),
    task: headDirectionTask(population, motion, cells.winners),
    streams: HEAD_DIRECTION,
  };
}
