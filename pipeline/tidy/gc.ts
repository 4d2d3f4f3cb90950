import { counted, formatBytes } from "../amount.ts";
import { EnvironmentError } from "../errors.ts";
import { holdOffRuns } from "../store/hold.ts";
import { findBusy } from "./busy.ts";
import { readContents } from "./cache_contents.ts";
import { Collection } from "./collection.ts";
import type { GcOptions, GcReport } from "./collection.ts";

/**
 * Removes what nobody needs: stray files, blobs that no result refers to, results by least recent use,
 * down to a size or an age, and histories of experiments that have no result left or are older than the
 * age. Never what the last run of a named profile gave (a name with "+" is an experiment's, whose
 * results are kept while it runs), what a running action reads or writes, nor the checkpoints of an
 * interrupted one unless they are older than the age. What has been used since it was looked at stays,
 * and no run begins before all is done.
 */
export async function collectGarbage(root: string, options: GcOptions): Promise<GcReport> {
  using _held = options.dryRun ? undefined : await holdOffRuns(root);
  const contents = await readContents(root);
  const [unread] = contents.unread;
  if (unread !== undefined) {
    throw new EnvironmentError(
      `Cannot tell what is needed, nothing was removed: "${unread.path}" cannot be read (${unread.why})`,
    );
  }
  const busy = await findBusy(root, contents);
  return await new Collection(root, contents, busy, options).run();
}

/** What was removed, in a sentence; what keeps the rest, if that is more than was asked for. */
export function* gcLines(report: GcReport, dryRun: boolean): Generator<string> {
  const { results, blobs, stray, histories, bytes, left, needed, kept } = report;
  const old = histories === 0
    ? ""
    : `, and ${counted(histories, "history", "histories")} of experiments`;
  const gone = `${counted(results, "result")}, ${counted(blobs, "blob")} and ` +
    counted(stray, "stray file");
  yield `${dryRun ? "Would remove" : "Removed"} ${gone}${old}: ${formatBytes(bytes)}; ${
    formatBytes(left)
  } ${dryRun ? "would be " : ""}left`;
  if (needed === 0) return;
  yield `${formatBytes(needed)} above the size stay. What is left is kept:`;
  const line = (bytes: number, why: string): string => `${formatBytes(bytes).padStart(9)}  ${why}`;
  yield line(kept.profiles, 'for named profiles ("deno task runs"; "cache forget" releases one)');
  yield line(kept.running, "for actions that run, or were interrupted and can go on");
  yield line(kept.recent, "as new, for an hour");
}
