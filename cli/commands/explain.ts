import { explain } from "../../pipeline/explain/explain.ts";
import { EXIT } from "../exit_status.ts";
import type { Options } from "../options.ts";
import { prepareFor } from "../prepare_for.ts";
import { warnOfPlan } from "../say.ts";

/** Actions that `explain` speaks of at a time. */
const EXPLAINED = 8;

export async function explainActions(only: string, options: Options): Promise<number> {
  const { plan } = await prepareFor({ ...options, only }, warnOfPlan);
  const due = (name: string): boolean => plan.nodes.get(name)?.reason !== undefined;
  const names = [...plan.targets.filter(due), ...plan.targets.filter((name) => !due(name))];
  for (const name of names.slice(0, EXPLAINED)) {
    for (const line of await explain(plan, name, { verbose: options.verbose ?? false })) {
      console.log(line);
    }
  }
  const rest = names.length - EXPLAINED;
  if (rest > 0) console.log(`and ${rest} more; name one, e.g. ${names.at(-1)}`);
  return EXIT.done;
}
