import type { CommandGroup, CommandSpec } from "./command.ts";

type AnyCommand = CommandSpec | CommandGroup;

type Load = () => Promise<AnyCommand>;

/** By their words, in the order of `--help`. A module is loaded if its command is wanted. */
const completed: Readonly<Record<string, Load>> = {
  reproduce: async () => (await import("./commands/reproduce.ts")).reproduce,
  status: async () => (await import("./commands/status.ts")).status,
  explain: async () => (await import("./commands/explain.ts")).explain,
  adopt: async () => (await import("./commands/adopt.ts")).adopt,
  graph: async () => (await import("./commands/graph.ts")).graph,
  export: async () => (await import("./commands/export.ts")).exportCommand,
  publish: async () => (await import("./commands/publish.ts")).publish,
  import: async () => (await import("./commands/import.ts")).importCommand,
  config: async () => (await import("./commands/config.ts")).config,
  verify: async () => (await import("./commands/verify.ts")).verify,
  runs: async () => (await import("./commands/runs.ts")).runs,
  compare: async () => (await import("./commands/compare.ts")).compare,
  cache: async () => (await import("./commands/cache.ts")).cache,
  key: async () => (await import("./commands/key.ts")).key,
};

const loads: Readonly<Record<string, Load>> = {
  ...completed,
  completion: async () => {
    const { completionOf } = await import("./commands/completion.ts");
    return completionOf(await loaded(completed));
  },
};

/** The command that a word names; all of them if it names none. */
export async function commandsFor(word = ""): Promise<readonly AnyCommand[]> {
  return Object.hasOwn(loads, word) ? [await loads[word]!()] : await allCommands(); // it has the word
}

/** The commands, in the order of `--help`. */
export function allCommands(): Promise<readonly AnyCommand[]> {
  return loaded(loads);
}

async function loaded(loads: Readonly<Record<string, Load>>): Promise<readonly AnyCommand[]> {
  return await Promise.all(Object.values(loads).map((load) => load()));
}
