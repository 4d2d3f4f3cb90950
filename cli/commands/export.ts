import { formatBytes } from "../../pipeline/amount.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { EXIT } from "../exit_status.ts";
import { exportArtifacts } from "../export.ts";
import type { ExportOptions } from "../options.ts";
import { prepareFor } from "../prepare_for.ts";
import { say, warnOfPlan } from "../say.ts";

export async function exportFiles({ out, ...options }: ExportOptions): Promise<number> {
  const { plan } = await prepareFor(options, warnOfPlan);
  await assertOutsideCache(out, plan.store.root);
  const names = options.only === undefined ? plan.nodes.keys() : plan.targets;
  const { files, bytes, missing } = await exportArtifacts(plan, names, out);
  say(`${files} files (${formatBytes(bytes)}) are in ${out}, described in artifacts.json\n`);
  if (missing.length === 0) return EXIT.done;
  say(
    `${missing.length} actions have no artifacts in the cache, e.g. ${missing[0]}; ` +
      `run "deno task reproduce" first\n`,
  );
  return EXIT.failed;
}
