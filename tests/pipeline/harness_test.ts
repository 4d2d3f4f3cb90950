import assert from "node:assert/strict";
import { bundleRunModules } from "../../pipeline/bundle.ts";
import { stopBundler } from "../../pipeline/bundler.ts";

Deno.test("the harness needs none of node's modules, which would take longer to load than it does", async () => {
  const module = new URL("../../pipeline/harness.ts", import.meta.url);
  const { bundles: [harness] } = await bundleRunModules([module], {
    imports: {},
    lock: { specifiers: {}, npm: {} },
  });
  await stopBundler();
  const code = new TextDecoder().decode(harness!.bytes);
  assert.match(code, /Interrupted/);
  assert.doesNotMatch(code, /\bfrom\s*"|import\s*"/);
});
