import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import { Moments } from "../../lib/stats/covariance.ts";
import type { Task } from "../../lib/tasks/task.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import { runPhase } from "../networks/phase.ts";
import type { PhaseParameters } from "../networks/phase.ts";

type Input = "weights" | "coordinates" | "updates";

/** Runs a phase and takes the mean and covariance of all its states. */
export async function momentsOfNetwork(
  action: RunningAction<PhaseParameters, Input, "moments">,
  taskName: string,
  task: Task,
  architecture: Architecture,
): Promise<void> {
  const { units } = architecture.sizes;
  const moments = new Moments(units);
  for await (const { states } of runPhase(action, taskName, task, architecture)) {
    moments.add(states);
  }
  const tensors = {
    count: { shape: [1], data: Float64Array.of(moments.count) },
    mean: { shape: [units], data: moments.mean },
    covariance: { shape: [units, units], data: moments.covariance() },
  };
  await action.write("moments", encodeSafetensors(tensors));
}
