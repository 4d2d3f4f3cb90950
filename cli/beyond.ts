import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { beyondPage } from "../figures/beyond_page.ts";
import { encodeClaims, readClaims } from "../lib/results/claims.ts";
import type { Claim } from "../lib/results/claims.ts";
import { FIGURES_FOLDER, ROOT } from "./project.ts";

const RUN = "`deno task reproduce --profile quick --protocol both`";

/** The claims beyond the paper, as the page shows them. */
export const BEYOND_CLAIMS = join(ROOT, "docs", "beyond.json");

/** The text of docs/beyond.md, from docs/beyond.json. */
export async function beyondDocument(): Promise<string> {
  return beyondPage(readClaims(await Deno.readFile(BEYOND_CLAIMS)), RUN);
}

/**
 * Takes the claims over from the report of the run, and writes the page anew; with `--check` it says instead
 * which of them the page tells otherwise, and fails.
 */
async function main(): Promise<void> {
  const { values: { check, report } } = parseArgs({
    options: { check: { type: "boolean" }, report: { type: "string" } },
  });
  const found = await readBeyond(join(report ?? join(FIGURES_FOLDER, "quick"), "claims.json"));
  if (!check) {
    await Deno.writeFile(BEYOND_CLAIMS, encodeClaims(found));
    await Deno.writeTextFile(join(ROOT, "docs", "beyond.md"), await beyondDocument());
    return;
  }
  const told = await readBeyond(BEYOND_CLAIMS);
  const numbers = [...new Set([...told, ...found].map(({ number }) => number))];
  const differing = numbers.filter((number) => {
    const [one, other] = [told, found].map((claims) =>
      claims.filter((each) => each.number === number)
    );
    return !isDeepStrictEqual(one, other);
  });
  if (differing.length === 0) return;
  console.error(
    `docs/beyond.md tells claims ${differing.join(", ")} otherwise than ${
      RUN.slice(1, -1)
    } finds them; ` +
      'run it, then "deno task beyond"',
  );
  Deno.exitCode = 1;
}

async function readBeyond(path: string): Promise<Claim[]> {
  return readClaims(await Deno.readFile(path)).filter(({ number }) => number >= 14);
}

if (import.meta.main) await main();
