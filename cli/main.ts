import { CommanderError } from "commander";
import { stopBundler } from "../pipeline/code/bundle.ts";
import { EnvironmentError, messageOf, UsageError } from "../pipeline/errors.ts";
import { EXIT } from "./command.ts";
import { commandLine } from "./command_line.ts";
import { commandsFor } from "./commands.ts";
import { say } from "./say.ts";

/** Runs the command that the words name; gives the exit status. */
async function main(words: readonly string[]): Promise<number> {
  let status: number = EXIT.done;
  try {
    const program = commandLine(await commandsFor(words[0]), (given) => status = given);
    await program.parseAsync(words, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    say(`error: ${messageOf(error)}\n`);
    const expected = error instanceof UsageError || error instanceof EnvironmentError;
    if (!expected || words.includes("--verbose")) say(`${(error as Error).stack ?? ""}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  } finally {
    await stopBundler();
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
