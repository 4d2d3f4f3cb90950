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

Deno.test("codeChanges() shows two lines around each change, and leaves out what lies between", async () => {
  const steps = Array.from({ length: 12 }, (_, i) => `step(${i})`);
  const edited = steps.with(3, "step(33)").with(9, "step(99)").toSpliced(10, 1);
  const code = (body: readonly string[]) => bytes(`function f(){${body.join(";")}}`);
  const changes = await codeChanges(code(steps), code(edited));
  await stopBundler();
  assert.deepEqual(changes, [{
    name: "function f",
    kind: "changed",
    lines: [
      "    step(1);",
      "    step(2);",
      "-   step(3);",
      "+   step(33);",
      "    step(4);",
      "    step(5);",
      "  …",
      "    step(7);",
      "    step(8);",
      "-   step(9);",
      "-   step(10);",
      "+   step(99);",
      "    step(11);",
      "  }",
    ],
  }]);
});
