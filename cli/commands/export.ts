import { counted, formatBytes } from "../../pipeline/amount.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { defineCommand, EXIT } from "../command.ts";
import { exportArtifacts } from "../export_artifacts.ts";
import { required } from "../option.ts";
import { jsonData as json, planOptions } from "../options.ts";
import { prepare } from "../prepare.ts";
import { print, say, warnOfPlan } from "../say.ts";

export const exportCommand = defineCommand({
  name: "export",
  description: "write artifacts under readable names into a folder",
  examples: [
    "deno task export --profile quick --out artifacts",
    "deno task export --profile quick --only train --out weights",
  ],
  options: { ...planOptions, out: required("<folder>", "where they go"), json },
  async run({ out, ...options }) {
    const { plan } = await prepare(options, warnOfPlan);
    await assertOutsideCache(out, plan.store.root);
    const names = options.only === undefined ? plan.nodes.keys() : plan.targets;
    const { files, bytes, missing } = await exportArtifacts(plan, names, out);
    if (options.json) print([JSON.stringify({ folder: out, files, bytes, missing })]);
    say(
      `Wrote ${counted(files, "file")} (${formatBytes(bytes)}) into ${out}, described in ` +
        `artifacts.json\n`,
    );
    if (missing.length === 0) return EXIT.done;
    say(
      `${counted(missing.length, "action has", "actions have")} no artifacts in the cache, e.g. ` +
        `${missing[0]}; ` +
        `run "deno task reproduce" first\n`,
    );
    return EXIT.failed;
  },
});
