import type { Command } from "commander";
import { captions } from "../figures/captions.ts";
import { protocols } from "../lib/conditions.ts";
import type { CompletedCommand } from "../pipeline/terminal/completion.ts";
import { profileNames } from "../stages/configuration/profile.ts";

/** The commands as a shell completes them. */
export function completed(program: Command): CompletedCommand[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    "--profile": profileNames,
    "--protocol": [...protocols, "both"],
    "--only": Object.keys(captions),
    "--engine": ["wasm", "blas"],
    "--executor": ["local", "slurm"],
  };
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: [command, ...command.commands].flatMap(({ options }) => options)
      .filter(({ long, hidden }) => long !== undefined && !hidden)
      .map((option) => ({
        name: option.long!, // filtered
        description: option.description,
        ...(option.required
          ? { values: option.argChoices ?? values[option.long!] ?? "files" as const }
          : {}),
      })),
    words: [
      ...command.commands.map((inner) => inner.name()),
      ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
      ...(command.name() === "explain" ? Object.keys(captions) : []),
    ],
  }));
}
