import assert from "node:assert/strict";
import { stopBundler } from "../../../pipeline/code/bundle.ts";
import { codeChanges } from "../../../pipeline/explain/code_diff.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

Deno.test("codeChanges() names what was added, removed and changed, by declaration", async () => {
  const before = bytes(
    'import a from"npm:a@1";var K=[1,2];function same(x){return`a\nb${x}`}' +
      "async function slow(){await 1;return K}class Old{run(){}}export{slow};",
  );
  const after = bytes(
    'import a from"npm:a@1";var K=[1,3];function same(x){return`a\nb${x}`}' +
      "async function slow(){await 2;return K}function fresh(){}export{slow};",
  );
  const changes = await codeChanges(before, after);
  await stopBundler();
  assert.deepEqual(changes, [
    { name: "K", kind: "changed", lines: ["- var K = [1, 2];", "+ var K = [1, 3];"] },
    {
      name: "function slow",
      kind: "changed",
      lines: [
        "  async function slow() {",
        "-   await 1;",
        "+   await 2;",
        "    return K;",
        "  }",
      ],
    },
    { name: "function fresh", kind: "added", lines: ["+ function fresh() {", "+ }"] },
    {
      name: "class Old",
      kind: "removed",
      lines: ["- class Old {", "-   run() {", "-   }", "- }"],
    },
  ]);
});
