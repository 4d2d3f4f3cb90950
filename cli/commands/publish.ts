import { UsageError } from "../../pipeline/errors.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { EXIT } from "../exit_status.ts";
import type { ExportOptions } from "../options.ts";
import { prepareFor } from "../prepare_for.ts";
import { publishResults } from "../publish.ts";
import { say, warnOfPlan } from "../say.ts";

export async function publishFolder({ out, ...options }: ExportOptions): Promise<number> {
  if (options.only !== undefined) {
    throw new UsageError("Cannot publish with --only: a published folder holds all that was run");
  }
  const prepared = await prepareFor(options, warnOfPlan);
  await assertOutsideCache(out, prepared.plan.store.root);
  say(`${await publishResults(prepared, out)}\n`);
  return EXIT.done;
}
