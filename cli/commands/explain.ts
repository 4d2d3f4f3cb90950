import { explain as explainAction } from "../../pipeline/explain/explain.ts";
import { defineCommand, EXIT } from "../command.ts";
import { figures, planOptions } from "../options.ts";
import { prepare } from "../prepare.ts";
import { warnOfPlan } from "../say.ts";

/** Actions that are explained at a time. */
const EXPLAINED = 8;

export const explain = defineCommand({
  name: "explain",
  description: "say why an action will run: the parameter, input, function or number",
  examples: [
    "deno task explain fig2e --profile quick",
    "deno task explain train --profile quick --set train.learningRate=0.002",
    "deno task explain spatial/vanilla/noisy/unbiased/seed0/train --profile quick",
  ],
  options: planOptions,
  argument: {
    name: "<action>",
    description: "as for --only: its name, its last part, the beginning of its path",
    completed: figures,
  },
  async run({ verbose = false, ...options }, action) {
    const { plan } = await prepare({ ...options, only: action }, warnOfPlan);
    const due = (name: string): boolean => plan.nodes.get(name)?.reason !== undefined;
    const names = [...plan.targets.filter(due), ...plan.targets.filter((name) => !due(name))];
    for (const name of names.slice(0, EXPLAINED)) {
      for (const line of await explainAction(plan, name, { verbose })) console.log(line);
    }
    const rest = names.length - EXPLAINED;
    if (rest > 0) console.log(`and ${rest} more; name one, e.g. ${names.at(-1)}`);
    return EXIT.done;
  },
});
