import assert from "node:assert/strict";
import { findBrowser } from "../support/browser.ts";

Deno.test({
  name: "the page of reproduce --watch shows an edit of a figure by itself",
  ignore: findBrowser() === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const script = new URL("../support/try_watch.ts", import.meta.url).href;
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", script, folder],
      env: { NO_COLOR: "1" },
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    await Deno.remove(folder, { recursive: true });
  },
});
