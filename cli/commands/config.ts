import { valueAt } from "../../pipeline/flaw.ts";
import { tableLines } from "../../pipeline/table.ts";
import { describedParameters } from "../../stages/configuration/described_parameters.ts";
import { readProfile } from "../../stages/configuration/profile.ts";
import { applySettings } from "../../stages/configuration/settings.ts";
import { defineCommand, EXIT } from "../command.ts";
import { jsonData, planOptions } from "../options.ts";
import { parseSeeds } from "../prepare.ts";
import { print } from "../say.ts";

const { profile, seeds, set } = planOptions;

export const config = defineCommand({
  name: "config",
  description: "print every parameter of a configuration: value, default, unit, symbol, source",
  examples: [
    "deno task config --profile quick",
    "deno task config --profile quick --set learningRate=0.002 --json",
  ],
  options: { profile, seeds, set, json: jsonData },
  async run({ profile = "full", seeds, set = [], json }) {
    const chosen = await readProfile(profile);
    const seeded = seeds === undefined ? chosen : { ...chosen, seeds: parseSeeds(seeds) };
    const { configuration } = applySettings(seeded, set);
    const parameters = describedParameters().map(({ path, ...notes }) => ({
      path: path.join("."),
      value: valueAt(configuration, path),
      ...notes,
    }));
    print(json ? [JSON.stringify({ configuration, parameters })] : parameterLines(parameters));
    return EXIT.done;
  },
});

interface Row {
  readonly path: string;
  readonly value: unknown;
  readonly default: unknown;
  readonly unit: string;
  readonly symbol: string;
  readonly source: string;
}

/** A star marks what is not the default. */
function parameterLines(rows: readonly Row[]): string[] {
  const names = ["parameter", "value", "", "default", "unit", "symbol", "source"];
  return tableLines(
    names.map((name) => ({ name })),
    rows.map(({ path, value, default: standard, unit, symbol, source }) => {
      const [here, usual] = [JSON.stringify(value), JSON.stringify(standard)];
      return [path, here, here === usual ? "" : "*", usual, unit, symbol, source];
    }),
  );
}
