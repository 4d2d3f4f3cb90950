import { statusLines, statusRows } from "../../pipeline/explain/status_table.ts";
import { compareAll } from "../../pipeline/plan/comparison.ts";
import { actionLines, summaryLine } from "../../pipeline/terminal/plan_text.ts";
import { defineCommand, EXIT } from "../command.ts";
import { flag } from "../option.ts";
import { jobs, jsonData, planOptions } from "../options.ts";
import { jobsOf } from "../performer.ts";
import { prepare } from "../prepare.ts";
import { print, terminalWidth, warnOfPlan } from "../say.ts";

export const status = defineCommand({
  name: "status",
  description: "say what is in the cache and what would run: stages by condition",
  examples: [
    "deno task status --profile quick",
    "deno task status --profile quick --why",
    "deno task status --profile quick --set learningRate=0.002 --only fig1",
  ],
  options: {
    ...planOptions,
    why: flag("a column for each reason to run"),
    jobs,
    json: jsonData,
  },
  async run(options) {
    const { plan } = await prepare(options, warnOfPlan);
    const comparisons = await compareAll(plan);
    if (options.json) {
      console.log(JSON.stringify(statusRows(comparisons)));
      return EXIT.done;
    }
    const { why = false, verbose = false } = options;
    const table = statusLines(comparisons, { why, verbose, width: terminalWidth() });
    const actions = verbose ? ["", ...actionLines(plan, jobsOf(options))] : [];
    print([...table, ...actions, summaryLine(plan, jobsOf(options))]);
    return EXIT.done;
  },
});
