import assert from "node:assert/strict";
import { bundleRunModules, stopBundler } from "../../../pipeline/code/bundle.ts";

Deno.test("the sandbox needs none of node's modules, which would take longer to load than it does", async () => {
  const module = new URL("../../../pipeline/execute/sandbox.ts", import.meta.url);
  const { bundles: [sandbox] } = await bundleRunModules([module], {
    imports: {},
    lock: { specifiers: {}, npm: {} },
  });
  await stopBundler();
  const code = new TextDecoder().decode(sandbox!.bytes);
  assert.match(code, /Interrupted/);
  assert.doesNotMatch(code, /\bfrom\s*"|import\s*"/);
});
