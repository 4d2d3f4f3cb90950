import type { CompletedWords, OptionSpecs, Values } from "./option.ts";

/** Exit statuses: done; an action failed or the machine cannot be used; bad usage; Ctrl-C. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** The word that a command is about. */
export interface ArgumentSpec<Argument extends string> {
  /** "<folder>" */
  readonly name: string;
  readonly description?: string;
  /** All words that are accepted. */
  readonly choices?: readonly Argument[];
  /** Words that a shell completes, of many that are accepted. */
  readonly completed?: CompletedWords;
}

interface Described {
  readonly name: string;
  readonly description: string;
  /** Command lines that `--help` shows below the options. */
  readonly examples: readonly string[];
}

/** A command: all that the command line knows of it. */
export interface CommandSpec<
  Specs extends OptionSpecs = OptionSpecs,
  Argument extends string = string,
> extends Described {
  readonly options: Specs;
  readonly argument?: ArgumentSpec<Argument>;
  /** Another, where a command is about two. */
  readonly second?: ArgumentSpec<Argument>;
  /**
   * Does it and gives the exit status. A method, for which TypeScript accepts a handler of certain options in
   * a list of commands: command_line.ts calls it with the values of those very options.
   */
  run(
    options: Values<Specs>,
    argument: Argument,
    second: Argument,
  ): number | Promise<number>;
}

/** Commands under one word: `cache gc`. */
export interface CommandGroup extends Described {
  readonly commands: readonly CommandSpec[];
}

/** Types the handler of a command from its options. */
export function defineCommand<Specs extends OptionSpecs, Argument extends string = string>(
  spec: CommandSpec<Specs, Argument>,
): CommandSpec<Specs, Argument> {
  return spec;
}
