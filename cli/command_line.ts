import { Argument, Command, Option } from "commander";
import { about } from "./about.ts";
import type { CommandGroup, CommandSpec } from "./command.ts";
import type { OptionSpec } from "./option.ts";

/** The command line of some commands; `ended` is told the exit status of the one that was run. */
export function commandLine(
  commands: readonly (CommandSpec | CommandGroup)[],
  ended: (status: number) => void,
): Command {
  const program = new Command("deno task")
    .description("Replicates “Sufficient conditions for offline reactivation in RNNs” (ICLR 2024)")
    .version(
      `${about.name} ${about.version} (Deno ${Deno.version.deno}, ${Deno.build.target})`,
      "--version",
      "say which version this is",
    )
    .showHelpAfterError("(--help tells more)")
    .exitOverride();
  for (const spec of commands) add(program, spec, ended);
  return program;
}

function add(
  parent: Command,
  spec: CommandSpec | CommandGroup,
  ended: (status: number) => void,
): void {
  const command = parent.command(spec.name).description(spec.description);
  const examples = spec.examples.map((line) => `\n  ${line}`);
  command.addHelpText("after", `\nExamples:${examples.join("")}`);
  if ("commands" in spec) {
    for (const inner of spec.commands) add(command, inner, ended);
    return;
  }
  for (const [name, option] of Object.entries(spec.options)) {
    command.addOption(commanderOption(name, option));
  }
  for (const { name, description, choices } of [spec.argument ?? [], spec.second ?? []].flat()) {
    const argument = new Argument(name, description);
    command.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  command.action(async () => {
    const [first = "", second = ""] = command.args;
    ended(await spec.run(command.opts(), first, second));
  });
}

function commanderOption(name: string, spec: OptionSpec<unknown>): Option {
  const { description, placeholder, parse, fallback, choices, kind } = spec;
  const option = new Option(
    `${longName(name, spec)}${placeholder === undefined ? "" : ` ${placeholder}`}`,
    description,
  );
  if (choices !== undefined) option.choices(choices);
  if (parse !== undefined) option.argParser(parse);
  if (fallback !== undefined) option.default(fallback);
  if (kind === "repeated") {
    option.argParser((text, before: readonly string[] = []) => [...before, text]);
  }
  return option.hideHelp(kind === "hidden").makeOptionMandatory(kind === "required");
}

/** "dryRun" -> "--dry-run" */
export function longName(name: string, { kind }: OptionSpec<unknown>): string {
  const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `--${kind === "off" ? "no-" : ""}${words}`;
}
