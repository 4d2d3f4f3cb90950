import { UsageError } from "../../pipeline/errors.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { defineCommand, EXIT } from "../command.ts";
import { flag, text, withFallback } from "../option.ts";
import { planOptions, signingOptions } from "../options.ts";
import { prepare } from "../prepare.ts";
import { publishResults } from "../publish_results.ts";
import { say, warnOfPlan } from "../say.ts";

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
  },
  async run({ out, zip = false, ...options }) {
    if (options.only !== undefined) {
      throw new UsageError("Cannot publish with --only: a published folder holds all that was run");
    }
    const prepared = await prepare(options, warnOfPlan);
    await assertOutsideCache(out, prepared.plan.store.root);
    say(`${await publishResults(prepared, out, zip)}\n`);
    return EXIT.done;
  },
});
