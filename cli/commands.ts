import type { CommandGroup, CommandSpec } from "./command.ts";
import { adopt } from "./commands/adopt.ts";
import { cache } from "./commands/cache.ts";
import { completionOf } from "./commands/completion.ts";
import { explain } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { graph } from "./commands/graph.ts";
import { importCommand } from "./commands/import.ts";
import { key } from "./commands/key.ts";
import { publish } from "./commands/publish.ts";
import { reproduce } from "./commands/reproduce.ts";
import { status } from "./commands/status.ts";
import { verify } from "./commands/verify.ts";

const completed: readonly (CommandSpec | CommandGroup)[] = [
  reproduce,
  status,
  explain,
  adopt,
  graph,
  exportCommand,
  publish,
  importCommand,
  verify,
  cache,
  key,
];

/** The commands, in the order of `--help`. */
export const commands = [...completed, completionOf(completed)];
