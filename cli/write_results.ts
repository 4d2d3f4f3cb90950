import { join } from "node:path";
import { encodeCsv } from "../lib/files/csv.ts";
import { readSweepTable, tidyTable } from "../lib/results/sweep_table.ts";
import { materialise } from "../pipeline/store/materialise.ts";
import { exportArtifacts } from "./export_artifacts.ts";
import type { Prepared } from "./prepare.ts";

/**
 * Writes what an experiment of the user's own or a sweep was run for: the artifacts of its targets
 * under readable names; of a sweep the table as CSV and Parquet, too. Tells the folder.
 */
export async function writeResults({ plan, folders, kind }: Prepared): Promise<string | undefined> {
  const [folder] = folders.values(); // protocols have names of their own in it
  if (kind === "paper" || folder === undefined) return undefined;
  await exportArtifacts({ ...plan, remote: undefined }, plan.targets, folder); // all that will come has
  const table = plan.nodes.get("sweep/table")?.result?.outputs["table"];
  const bytes = table && await plan.store.readBlob(table.digest);
  if (kind === "sweep" && bytes !== undefined) {
    const { encodeParquet } = await import("../stages/sweep/write_table.ts");
    const rows = tidyTable(readSweepTable(bytes));
    await materialise(join(folder, "sweep", "table.csv"), encodeCsv(rows));
    await materialise(join(folder, "sweep", "table.parquet"), encodeParquet(rows));
  }
  return folder;
}
