import { completion, shells } from "../../pipeline/terminal/completion.ts";
import type { CompletedCommand } from "../../pipeline/terminal/completion.ts";
import { defineCommand, EXIT } from "../command.ts";
import type { CommandGroup, CommandSpec } from "../command.ts";
import { longName } from "../command_line.ts";
import type { CompletedWords, OptionSpec } from "../option.ts";

/** The command that completes some commands in a shell, and itself. */
export function completionOf(commands: readonly (CommandSpec | CommandGroup)[]) {
  const command = defineCommand({
    name: "completion",
    description: "print a script that completes these commands",
    examples: [
      'eval "$(deno task --quiet completion bash)"',
      "deno task --quiet completion fish | source",
    ],
    options: {},
    argument: { name: "<shell>", choices: shells },
    async run(_options, shell) {
      const all = await Promise.all([...commands, command].map(completed));
      console.log(completion(shell, all));
      return EXIT.done;
    },
  });
  return command;
}

async function completed(spec: CommandSpec | CommandGroup): Promise<CompletedCommand> {
  const { name, description } = spec;
  const inner = "commands" in spec ? spec.commands : [];
  const options = [spec, ...inner].flatMap((each) => "options" in each ? [each.options] : []);
  const { choices = [], completed = [] } = "argument" in spec ? spec.argument ?? {} : {};
  const shown = options.flatMap(Object.entries<CommandSpec["options"][string]>)
    .filter(([, { kind }]) => kind !== "hidden");
  return {
    name,
    description,
    options: await Promise.all(shown.map(async ([name, option]) => ({
      name: longName(name, option),
      description: option.description,
      list: option.list ?? false,
      ...(option.placeholder === undefined ? {} : { values: await valuesOf(option) }),
    }))),
    words: [...inner.map(({ name }) => name), ...choices, ...await wordsOf(completed)],
  };
}

async function valuesOf(
  { choices, completed }: OptionSpec<unknown>,
): Promise<readonly string[] | "files"> {
  return choices ?? (completed === undefined ? "files" : await wordsOf(completed));
}

async function wordsOf(words: CompletedWords): Promise<readonly string[]> {
  return typeof words === "function" ? await words() : words;
}
