import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../../cli/project.ts";
import { pageScript } from "../../../cli/report/page_script.ts";
import { stopBundler } from "../../../pipeline/code/bundle.ts";
import { bundleScript } from "../../../pipeline/code/bundle_script.ts";
import { readWorkspace } from "../../../pipeline/code/workspace.ts";
import { Store } from "../../../pipeline/store/store.ts";

Deno.test({
  name: "pageScript() holds all that the page needs, is small, and is the same each time",
  sanitizeResources: false, // esbuild's helper process
  sanitizeOps: false,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const workspace = await readWorkspace(ROOT);
    const store = await Store.open(join(folder, "cache"), () => {});
    const script = await pageScript(workspace, store);
    await stopBundler();
    new Function(script); // it parses, and is no module
    assert.doesNotMatch(script, /<\/script|sourceMappingURL/);
    assert.match(script, /^\/\* Contains Observable Plot .*ISC licence/);
    assert.ok(script.length < 4e5, `${script.length} characters`);
    const records = () => Array.fromAsync(Deno.readDir(join(folder, "cache", "code")));
    const made = await records();
    assert.equal(made.length, 1);
    assert.equal(await pageScript(workspace, store), script);
    assert.deepEqual(await records(), made);
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "bundleScript() refuses a package that is not locked",
  sanitizeResources: false,
  sanitizeOps: false,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const entry = `${folder}/entry.js`;
    await Deno.writeTextFile(entry, 'import { x } from "no-such-package"; console.log(x);');
    const workspace = await readWorkspace(folder);
    await assert.rejects(
      bundleScript([new URL(`file://${entry}`)], workspace),
      /^EnvironmentError: Cannot bundle ".*": Package "no-such-package" of ".*entry\.js" is not in deno\.lock/,
    );
    await stopBundler();
    await Deno.remove(folder, { recursive: true });
  },
});
