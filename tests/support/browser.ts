import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const FLAGS = [
  "--no-sandbox", // as root, in a container
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The browser for the tests of the report, which are run where there is one: $CHROMIUM or Debian's.
 * With BROWSER_TESTS=required, as .ci/run sets it where it can install one, its absence is an error.
 */
export function findBrowser(): string | undefined {
  const path = Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium";
  try {
    Deno.statSync(path);
    return path;
  } catch (error) {
    if (Deno.env.get("BROWSER_TESTS") === "required") throw error;
    return undefined;
  }
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  return await chromium.launch({ executablePath, args: FLAGS });
}
