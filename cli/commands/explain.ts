import { explain as explainAction } from "../../pipeline/explain/explain.ts";
import { compare } from "../../pipeline/plan/comparison.ts";
import { defineCommand, EXIT } from "../command.ts";
import { actionWords, jsonData as json, planOptions } from "../options.ts";
import { prepare } from "../prepare.ts";
import { print, warnOfPlan } from "../say.ts";

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
  options: { ...planOptions, json },
  argument: {
    name: "<action>",
    description: "as for --only: its name, its last part, the beginning of its path",
    completed: actionWords,
  },
  async run({ verbose = false, ...options }, action) {
    const { plan } = await prepare({ ...options, only: action }, warnOfPlan);
    const due = (name: string): boolean => plan.nodes.get(name)?.reason !== undefined;
    const names = [...plan.targets.filter(due), ...plan.targets.filter((name) => !due(name))];
    if (options.json) {
      const found = names.map(async (name) => {
        const { state, causes } = await compare(plan, plan.nodes.get(name)!); // chosen from the plan
        const lines = await explainAction(plan, name, { verbose });
        return { action: name, state, causes: [...causes], lines };
      });
      print([JSON.stringify(await Promise.all(found))]);
      return EXIT.done;
    }
    for (const name of names.slice(0, EXPLAINED)) {
      print(await explainAction(plan, name, { verbose }));
    }
    const rest = names.length - EXPLAINED;
    if (rest > 0) console.log(`and ${rest} more; name one, e.g. ${names.at(-1)}`);
    return EXIT.done;
  },
});
