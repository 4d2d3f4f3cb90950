import { completion, shells } from "../../pipeline/terminal/completion.ts";
import type { CompletedCommand } from "../../pipeline/terminal/completion.ts";
import { defineCommand, EXIT } from "../command.ts";
import type { CommandGroup, CommandSpec } from "../command.ts";
import { longName } from "../command_line.ts";

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
    run(_options, shell) {
      console.log(completion(shell, [...commands, command].map(completed)));
      return EXIT.done;
    },
  });
  return command;
}

function completed(spec: CommandSpec | CommandGroup): CompletedCommand {
  const { name, description } = spec;
  const inner = "commands" in spec ? spec.commands : [];
  const options = [spec, ...inner].flatMap((each) => "options" in each ? [each.options] : []);
  const { choices = [], completed = [] } = "argument" in spec ? spec.argument ?? {} : {};
  return {
    name,
    description,
    options: options.flatMap(Object.entries<CommandSpec["options"][string]>)
      .filter(([, { kind }]) => kind !== "hidden")
      .map(([name, option]) => ({
        name: longName(name, option),
        description: option.description,
        ...(option.placeholder === undefined
          ? {}
          : { values: option.choices ?? option.completed ?? "files" as const }),
      })),
    words: [...inner.map(({ name }) => name), ...choices, ...completed],
  };
}
