import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../../../cli/project.ts";
import { pageScript } from "../../../../cli/report/page_script.ts";
import { indexPage } from "../../../../figures/index_page.ts";
import { stopBundler } from "../../../../pipeline/code/bundle.ts";
import { readWorkspace } from "../../../../pipeline/code/workspace.ts";
import { Store } from "../../../../pipeline/store/store.ts";
import { findBrowser } from "../../../support/browser.ts";
import { ARTICLE, exampleClaims, examplePlace } from "../../../support/figures/example_article.ts";

Deno.test({
  name: "the article reads on a phone, a tablet and a desk, its scene moves by keyboard and pauses",
  ignore: findBrowser() === undefined,
  sanitizeResources: false, // esbuild's helper process
  sanitizeOps: false,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const store = await Store.open(join(folder, "cache"), () => {});
    const script = await pageScript(await readWorkspace(ROOT), store);
    await stopBundler();
    const claims = exampleClaims("undecided");
    const { about } = examplePlace(claims);
    const parts = {
      script,
      article: ARTICLE,
      lab: [],
      plates: new Map(),
      tables: [],
      provenance: [],
      stageGraph: "",
      others: [],
    };
    const path = join(folder, "index.html");
    await Deno.writeTextFile(path, indexPage([], { title: "An article", about }, claims, parts));
    const tries = new URL("../../../support/try_article.ts", import.meta.url).href;
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", tries, path],
      env: { NO_COLOR: "1" },
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    await Deno.remove(folder, { recursive: true });
  },
});
