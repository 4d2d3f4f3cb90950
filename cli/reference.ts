import { join } from "node:path";
import type { Command } from "commander";
import { configurationSchema } from "../stages/configuration/configuration.ts";
import { describedParameters } from "../stages/configuration/described_parameters.ts";
import { experiment } from "../stages/experiment/experiment.ts";
import { citationFile } from "./citation.ts";
import { commandLine } from "./command_line.ts";
import { allCommands } from "./commands.ts";
import { ROOT } from "./project.ts";

/**
 * The text of docs/reference.md: the commands from their own help, the parameters from their schemas,
 * the artifacts from the stages of the experiment.
 */
export async function referencePage(): Promise<string> {
  return [
    "# Reference",
    "",
    "Written by `deno task reference` from the command line, the schemas and the stages; a test keeps it",
    "current.",
    "",
    "## Commands",
    "",
    ...helpOf(commandLine(await allCommands(), () => {})).flatMap(([command, help]) => [
      `### ${command}`,
      "",
      "```text",
      help.trim(),
      "```",
      "",
    ]),
    "## Parameters",
    "",
    "Of the configuration: in a profile's JSON file, or with `--set path=value`, where a shorter path means",
    "every match. The defaults are those of the profile `full`.",
    "",
    ...parameterTables(),
    "## Artifacts",
    "",
    "What each stage takes and gives; `export` and `publish` write these files under readable names.",
    "",
    ...artifactTable(),
    "",
  ].join("\n");
}

/** The words of every command and the text of its `--help`; subcommands after their command. */
function helpOf(parent: Command, before = parent.name()): [words: string, help: string][] {
  return parent.commands.flatMap((command) => {
    const words = `${before} ${command.name()}`;
    let help = "";
    command.configureOutput({ writeOut: (text) => help += text, getOutHelpWidth: () => 80 });
    command.outputHelp();
    return [[words, help], ...helpOf(command, words)];
  });
}

function parameterTables(): string[] {
  const groups = Map.groupBy(describedParameters(), ({ path }) => path.slice(0, 2).join("."));
  return [...groups].flatMap(([group, parameters]) => [
    `### ${group}`,
    "",
    "| Parameter | What it is | Symbol | Unit | Kind | Default | Source |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...parameters.map(({ path, text, symbol, unit, kind, default: standard, source }) => {
      const name = path.slice(path.length > 2 ? 2 : 0).join(".");
      const row = [
        `\`${name}\``,
        text,
        symbol,
        unit,
        kind,
        `\`${JSON.stringify(standard)}\``,
        source,
      ];
      return `| ${row.map(cell).join(" | ")} |`;
    }),
    "",
  ]);
}

/** A stage's kinds (vanilla, GRU, ...) may take different inputs: the row names all. */
function artifactTable(): string[] {
  const { actions } = experiment(configurationSchema.parse({}), ["released"]);
  const stages = Map.groupBy(
    new Set([...actions.values()].map(({ stage }) => stage)),
    ({ name }) => name,
  );
  const rows = [...stages].sort(([a], [b]) => a < b ? -1 : 1).map(([name, kinds]) => {
    const inputs = new Map(kinds.flatMap(({ inputs }) => Object.entries(inputs)));
    const outputs = new Map(kinds.flatMap(({ outputs }) => Object.entries(outputs)));
    const takes = [...inputs].map(([input, { format }]) => `${input}.${format}`);
    const gives = [...outputs].map(([output, format]) => `${output}.${format}`);
    const cells = [`\`${name}\``, kinds[0]!.summary, takes.join(", "), gives.join(", ")];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  return [
    "| Stage | What it does | Takes | Gives |",
    "| --- | --- | --- | --- |",
    ...rows,
  ];
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

if (import.meta.main) {
  await Deno.writeTextFile(join(ROOT, "docs", "reference.md"), await referencePage());
  await Deno.writeTextFile(join(ROOT, "CITATION.cff"), citationFile());
}
