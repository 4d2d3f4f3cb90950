import { join } from "node:path";
import { UsageError } from "../../pipeline/errors.ts";
import { progressBar } from "../../pipeline/terminal/progress_bar.ts";
import { cacheStats, statsLines } from "../../pipeline/tidy/cache_stats.ts";
import { collectGarbage, gcText } from "../../pipeline/tidy/gc.ts";
import { verificationLines, verifyCache } from "../../pipeline/tidy/verify_cache.ts";
import { defineCommand, EXIT } from "../command.ts";
import type { CommandGroup } from "../command.ts";
import { age, flag, size } from "../option.ts";
import { cache as cacheOption } from "../options.ts";
import { cachePath } from "../project.ts";
import { say } from "../say.ts";

const stats = defineCommand({
  name: "stats",
  description: "sizes by stage, by profile and by use",
  examples: ["deno task cache stats"],
  options: { cache: cacheOption },
  async run({ cache }) {
    for (const line of statsLines(await cacheStats(await cacheFolder(cache)))) console.log(line);
    return EXIT.done;
  },
});

const gc = defineCommand({
  name: "gc",
  description: "remove what nobody needs; what named profiles last gave stays",
  examples: ["deno task cache gc --dry-run", "deno task cache gc --size 2GB --age 30d"],
  options: {
    cache: cacheOption,
    size: size("remove the results used least recently, down to e.g. 2GB"),
    age: age("remove what was not used for e.g. 30d, and old checkpoints"),
    dryRun: flag("say what would go"),
  },
  async run({ cache, size, age, dryRun = false }) {
    const removed = await collectGarbage(await cacheFolder(cache), { size, age, dryRun });
    console.log(gcText(removed, dryRun));
    return EXIT.done;
  },
});

const verify = defineCommand({
  name: "verify",
  description: "hash everything again; what is damaged goes to quarantine/",
  examples: ["deno task cache verify"],
  options: { cache: cacheOption },
  async run({ cache }) {
    const progress = progressBar(say, Deno.stderr.isTerminal());
    const jobs = navigator.hardwareConcurrency;
    const found = await verifyCache(await cacheFolder(cache), { jobs, progress });
    for (const line of verificationLines(found)) console.log(line);
    const flaws = [found.bad, found.unread].flat().length + found.incomplete + found.outdated;
    return flaws > 0 ? EXIT.failed : EXIT.done;
  },
});

export const cache: CommandGroup = {
  name: "cache",
  description: "say what is in the cache, and tidy it up",
  examples: ["deno task cache stats"],
  commands: [stats, gc, verify],
};

/** The folder of an existing cache; throws a UsageError if there is none. */
async function cacheFolder(cache: string | undefined): Promise<string> {
  const folder = cachePath(cache);
  const found = await Deno.stat(join(folder, "cas")).catch(() => undefined);
  if (!found?.isDirectory) throw new UsageError(`There is no cache in "${folder}"`);
  return folder;
}
