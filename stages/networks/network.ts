import type { Architecture } from "../../lib/networks/architecture.ts";
import type { gru } from "../../lib/networks/gru.ts";
import type { vanilla } from "../../lib/networks/vanilla.ts";
import type { Task } from "../../lib/tasks/task.ts";

/** A network and the task that it is trained on. */
export interface Network {
  readonly architecture: Architecture;
  readonly task: Task;
  /** First part of the paths of all its random streams. */
  readonly streams: string;
}

/** Makes an architecture of a kind of cell. */
export type Cell = typeof vanilla | typeof gru;
