import { formatBytes } from "../../pipeline/amount.ts";
import { progressBar } from "../../pipeline/terminal/progress_bar.ts";
import { cacheStats, statsLines } from "../../pipeline/tidy/cache_stats.ts";
import { collectGarbage, gcLines } from "../../pipeline/tidy/gc.ts";
import { forgetRun } from "../../pipeline/tidy/runs.ts";
import { verificationLines, verifyCache } from "../../pipeline/tidy/verify_cache.ts";
import { cacheFolder } from "../cache_folder.ts";
import { defineCommand, EXIT } from "../command.ts";
import type { CommandGroup } from "../command.ts";
import { age, flag, size } from "../option.ts";
import { cache as cacheOption, jsonData as json, runNames } from "../options.ts";
import { print, say } from "../say.ts";

const stats = defineCommand({
  name: "stats",
  description: "sizes by stage, by profile and by use",
  examples: ["deno task cache stats"],
  options: { cache: cacheOption, json },
  async run({ cache, json }) {
    const found = await cacheStats(await cacheFolder(cache));
    print(json ? [JSON.stringify(found)] : statsLines(found));
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
    json,
  },
  async run({ cache, size, age, dryRun = false, json }) {
    const removed = await collectGarbage(await cacheFolder(cache), { size, age, dryRun });
    print(json ? [JSON.stringify(removed)] : gcLines(removed, dryRun));
    return EXIT.done;
  },
});

const verify = defineCommand({
  name: "verify",
  description: "hash everything again; what is damaged goes to quarantine/",
  examples: ["deno task cache verify"],
  options: { cache: cacheOption, json },
  async run({ cache, json }) {
    const progress = progressBar(say, Deno.stderr.isTerminal());
    const jobs = navigator.hardwareConcurrency;
    const found = await verifyCache(await cacheFolder(cache), { jobs, progress });
    print(json ? [JSON.stringify(found)] : verificationLines(found));
    const flaws = [found.bad, found.unread].flat().length + found.incomplete + found.outdated;
    return flaws > 0 ? EXIT.failed : EXIT.done;
  },
});

const forget = defineCommand({
  name: "forget",
  description: "release what gc keeps for a run, by the name that deno task runs has for it",
  examples: ["deno task cache forget quick"],
  options: { cache: cacheOption, json },
  argument: { name: "<run>", description: "as deno task runs lists it", completed: runNames },
  async run({ cache, json }, name) {
    const released = await forgetRun(await cacheFolder(cache), name);
    const text = `Forgot "${name}": ${formatBytes(released)} that no named profile needs; ` +
      `"deno task cache gc --size" or "--age" removes them`;
    print([json ? JSON.stringify({ name, released }) : text]);
    return EXIT.done;
  },
});

export const cache: CommandGroup = {
  name: "cache",
  description: "say what is in the cache, and tidy it up",
  examples: ["deno task cache stats"],
  commands: [stats, gc, forget, verify],
};
