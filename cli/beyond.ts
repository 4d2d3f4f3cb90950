import { join } from "node:path";
import { beyondPage } from "../figures/beyond_page.ts";
import { encodeClaims, readClaims } from "../lib/results/claims.ts";
import { FIGURES_FOLDER, ROOT } from "./project.ts";

const RUN = "`deno task reproduce --profile quick --protocol both`";

/** The claims beyond the paper, as the page shows them. */
export const BEYOND_CLAIMS = join(ROOT, "docs", "beyond.json");

/** The text of docs/beyond.md, from docs/beyond.json. */
export async function beyondDocument(): Promise<string> {
  return beyondPage(readClaims(await Deno.readFile(BEYOND_CLAIMS)), RUN);
}

/** Takes the claims over from the report of the run, and writes the page anew. */
if (import.meta.main) {
  const report = join(FIGURES_FOLDER, "quick", "claims.json");
  const claims = readClaims(await Deno.readFile(report)).filter(({ number }) => number >= 14);
  await Deno.writeFile(BEYOND_CLAIMS, encodeClaims(claims));
  await Deno.writeTextFile(join(ROOT, "docs", "beyond.md"), await beyondDocument());
}
