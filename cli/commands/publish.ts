import { UsageError } from "../../pipeline/errors.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { defineCommand, EXIT } from "../command.ts";
import { flag, text, withFallback } from "../option.ts";
import { jsonData as json, planOptions, signingOptions } from "../options.ts";
import { prepare } from "../prepare.ts";
import { publishedLine, publishResults } from "../publish_results.ts";
import { print, say, warnOfPlan } from "../say.ts";

export const publish = defineCommand({
  name: "publish",
  description: "write report, artifacts, digests and an RO-Crate into a folder to be archived",
  examples: [
    "deno task publish --profile quick",
    "deno task publish --profile quick --protocol both --out dist --zip",
  ],
  options: {
    ...planOptions,
    out: withFallback(text("<folder>", "where they go"), "dist"),
    zip: flag("pack the folder into one file beside it, too"),
    ...signingOptions,
    json,
  },
  async run({ out, zip = false, ...options }) {
    if (options.only !== undefined) {
      throw new UsageError("Cannot publish with --only: a published folder holds all that was run");
    }
    const prepared = await prepare(options, warnOfPlan);
    await assertOutsideCache(out, prepared.plan.store.root);
    const published = await publishResults(prepared, options, { folder: out, zip });
    if (options.json) print([JSON.stringify(published)]);
    say(`${publishedLine(published)}\n`);
    return EXIT.done;
  },
});
