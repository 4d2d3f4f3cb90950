/** Keeps the report of a full run in docs/full/, where a visitor finds it: `deno task full`. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type CsvTable, encodeCsv } from "../lib/files/csv.ts";
import { readClaims } from "../lib/results/claims.ts";
import type { Claim } from "../lib/results/claims.ts";
import { UsageError } from "../pipeline/errors.ts";
import { materialise } from "../pipeline/store/materialise.ts";
import { FIGURES_FOLDER, ROOT } from "./project.ts";

/** What the page may weigh in the repository, bytes. */
const MOST = 12e6;

/** The measures of claims, a row a seed. */
export function measureTable(claims: readonly Claim[]): CsvTable<string | number | null> {
  const columns = ["claim", "protocol", "measure", "seed", "value"];
  const rows = claims.flatMap(({ number, protocols }) =>
    protocols.flatMap(({ protocol, measure, perSeed }) =>
      perSeed.map(([seed, value]) => [number, protocol, measure, seed, value])
    )
  );
  return { columns, rows };
}

/**
 * The page without links to what stands beside it in the report alone. Where they stood, its script puts
 * what it offers of each figure.
 */
function alone(page: string): string {
  return page.replace(/ ?<a href="[^"]*">(?:SVG|PNG|PDF)<\/a>/g, "")
    .replace(/<nav aria-label="Other reports">.*?<\/nav>\n?/s, "");
}

/** Copies the page, the claims and a table of their measures from a report to a folder. */
export async function keep(report: string, out: string): Promise<void> {
  const read = (name: string) => Deno.readFile(join(report, name));
  const [page, claims, told] = [
    await read("index.html"),
    await read("claims.json"),
    await read("claims.md"),
  ];
  const kept = new TextEncoder().encode(alone(new TextDecoder().decode(page)));
  if (kept.length > MOST) {
    throw new UsageError(
      `Cannot keep the page: it has ${kept.length} bytes, expected at most ${MOST}`,
    );
  }
  await materialise(join(out, "index.html"), kept);
  await materialise(join(out, "claims.json"), claims);
  await materialise(join(out, "claims.md"), told);
  await materialise(join(out, "measures.csv"), encodeCsv(measureTable(readClaims(claims))));
}

if (import.meta.main) {
  const { values: { report, out } } = parseArgs({
    options: {
      report: { type: "string", default: join(FIGURES_FOLDER, "full") },
      out: { type: "string", default: join(ROOT, "docs", "full") },
    },
  });
  await keep(report, out);
}
