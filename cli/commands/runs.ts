import { formatBytes } from "../../pipeline/amount.ts";
import { tableLines } from "../../pipeline/table.ts";
import { listRuns } from "../../pipeline/tidy/runs.ts";
import type { Run } from "../../pipeline/tidy/runs.ts";
import { cacheFolder } from "../cache_folder.ts";
import { defineCommand, EXIT } from "../command.ts";
import { cache, jsonData } from "../options.ts";
import { print, terminalWidth } from "../say.ts";

export const runs = defineCommand({
  name: "runs",
  description: "list what was run, by the names that folders, stats and cache forget have for it",
  examples: ["deno task runs", "deno task runs --json"],
  options: { cache, json: jsonData },
  async run({ cache, json }) {
    const found = await listRuns(await cacheFolder(cache));
    print(json ? [JSON.stringify(found)] : runLines(found, terminalWidth()));
    return EXIT.done;
  },
});

function runLines(runs: readonly Run[], width: number | undefined): string[] {
  if (runs.length === 0) return ["Nothing was run with this cache"];
  return tableLines(
    [
      { name: "name" },
      { name: "last run" },
      { name: "results", align: "right" },
      { name: "size", align: "right" },
      { name: "gc" },
      { name: "options" },
    ],
    runs.map(({ name, changed, results, bytes, kept, words = "" }) => [
      name,
      `${changed.slice(0, 10)} ${changed.slice(11, 16)} UTC`,
      String(results),
      formatBytes(bytes),
      kept ? "keeps" : "may take",
      words,
    ]),
    { width },
  );
}
