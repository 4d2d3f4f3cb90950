import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findBrowser, openBrowser } from "./browser.ts";
import { copyTree } from "./copied_tree.ts";

const BEFORE = "Path integration, and its offline reactivation";
const AFTER = "Edited while the page is open";

/**
 * Opens the page of `reproduce --watch` in a real browser, edits a figure in a copy of the tree, and
 * throws unless the page shows the edit by itself. A program of its own: see try_report.ts.
 */
async function tryWatch(folder: string): Promise<void> {
  const [tree, out] = [join(folder, "tree"), join(folder, "out")];
  await copyTree(tree);
  const figure = join(tree, "figures", "fig1.ts");
  const source = await Deno.readTextFile(figure);
  assert.ok(source.includes(BEFORE));
  const words = ["reproduce", "--profile", "smoke", "--only", "fig1a", "--watch", "--out", out];
  const run = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-q",
      "-P",
      join(tree, "cli/main.ts"),
      ...words,
      "--cache",
      join(folder, "cache"),
    ],
    cwd: tree,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).spawn();
  const browser = await openBrowser(findBrowser()!); // the test looks for one before
  try {
    for (let waits = 0; !await exists(join(out, "live.js")); waits++) {
      assert.ok(waits < 2400, "the run writes its page");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(out, "index.html")).href);
    const shows = (text: string) =>
      page.waitForFunction(
        `document.querySelector("#fig1a svg")?.textContent.includes(${JSON.stringify(text)})`,
        undefined,
        { timeout: 60_000 },
      );
    await shows(BEFORE);
    await Deno.writeTextFile(figure, source.replace(BEFORE, AFTER));
    await shows(AFTER);
    run.kill("SIGINT");
    assert.equal((await run.status).code, 0);
  } finally {
    await browser.close();
    try {
      run.kill("SIGKILL");
    } catch {
      // It has ended.
    }
  }
}

const exists = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);

if (import.meta.main) {
  await tryWatch(Deno.args[0]!);
}
