import assert from "node:assert/strict";
import { compiledModule, compiledPath, modules } from "../../../lib/simd/build.ts";

for (const name of modules) {
  Deno.test(`compiled/${name}.ts is what "deno task simd" makes of its source`, async () => {
    assert.equal(await Deno.readTextFile(compiledPath(name)), await compiledModule(name));
  });
}
