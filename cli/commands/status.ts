import { statusLines, statusRows } from "../../pipeline/explain/status_table.ts";
import { compareAll } from "../../pipeline/plan/comparison.ts";
import { planLines } from "../../pipeline/terminal/plan_text.ts";
import { EXIT } from "../exit_status.ts";
import type { StatusOptions } from "../options.ts";
import { jobsOf } from "../performer.ts";
import { prepareFor } from "../prepare_for.ts";
import { warnOfPlan } from "../say.ts";

export async function showStatus(options: StatusOptions): Promise<number> {
  const { plan } = await prepareFor(options, warnOfPlan);
  const comparisons = await compareAll(plan);
  if (options.json) {
    console.log(JSON.stringify(statusRows(comparisons)));
    return EXIT.done;
  }
  const { why = false, verbose = false } = options;
  for (const line of statusLines(comparisons, { why, verbose })) console.log(line);
  if (verbose) console.log("");
  const lines = [...planLines(plan, jobsOf(options), verbose)];
  for (const line of verbose ? lines : lines.slice(-1)) console.log(line);
  return EXIT.done;
}
