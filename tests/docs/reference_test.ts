import assert from "node:assert/strict";
import { citationFile } from "../../cli/citation.ts";
import { referencePage } from "../../cli/reference.ts";

Deno.test("docs/reference.md is what deno task reference writes", async () => {
  const path = new URL("../../docs/reference.md", import.meta.url);
  const written = await Deno.readTextFile(path);
  assert.equal(written, await referencePage(), 'run "deno task reference"');
  for (const text of ["deno task reproduce", "`train.learningRate`", "deno task cache gc"]) {
    assert.ok(written.includes(text), text);
  }
});

Deno.test("CITATION.cff is what deno task reference writes", async () => {
  const written = await Deno.readTextFile(new URL("../../CITATION.cff", import.meta.url));
  assert.equal(written, citationFile(), 'run "deno task reference"');
});
