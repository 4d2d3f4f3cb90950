import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleRunModules, stopBundler } from "../../../pipeline/code/bundle.ts";
import { readWorkspace } from "../../../pipeline/code/workspace.ts";
import { UsageError } from "../../../pipeline/errors.ts";

/** Bundles the module "run.ts" (or an export of it, "#name") among these files in a new folder. */
async function bundle(files: Readonly<Record<string, string>>, name = "") {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, name), text);
    }
    const workspace = await readWorkspace(new URL("../../..", import.meta.url).pathname);
    const { bundles: [made] } = await bundleRunModules(
      [new URL(name, pathToFileURL(join(folder, "run.ts")))],
      workspace,
    );
    return { ...made!, text: new TextDecoder().decode(made!.bytes).trim() }; // one in, one out
  } finally {
    await Deno.remove(folder, { recursive: true });
    await stopBundler();
  }
}

Deno.test("bundleRunModules() keeps what run reaches, under its own name, wherever it lies", async () => {
  const files = {
    "run.ts": `/** Doc. */ import { half as h, type T } from "./half.ts";
      export const schema = { rate: 1 };
      export function run(x: T): T { return h(x); }`,
    "half.ts": `export type T = number; const unused = 1; export const half = (x: T) => x / 2;`,
  };
  const made = await bundle(files);
  assert.equal(made.text, "var half=x=>x/2;function run(x){return half(x)}export{run};");
  assert.equal((await bundle(files)).digest, made.digest);
  assert.deepEqual([made.packages, made.sources.length], [{}, 2]);
});

Deno.test("bundleRunModules() leaves packages outside, with the versions of deno.lock", async () => {
  const made = await bundle({
    "run.ts": `import c from "canonicalize"; import { join } from "node:path";
      export const run = (x) => c(join(x));`,
  });
  assert.deepEqual(Object.keys(made.packages), ["canonicalize@5.1.0"]);
  assert.deepEqual(made.specifiers, ["npm:canonicalize@5.1.0"]);
  assert.match(made.text, /from"npm:canonicalize@5\.1\.0"/);
});

Deno.test("bundleRunModules() keeps one export and what it needs, if the module has several", async () => {
  const files = {
    "run.ts": `import c from "canonicalize"; import { half } from "./half.ts";
      export const a = (x: number) => c(x); export const b = (x: number) => half(x);`,
    "half.ts": `export const half = (x: number) => x / 2;`,
  };
  const [a, b] = [await bundle(files, "#a"), await bundle(files, "#b")];
  assert.equal(b.text, "var half=x=>x/2;var b=x=>half(x);export{b as run};");
  assert.deepEqual([a.specifiers, b.specifiers], [["npm:canonicalize@5.1.0"], []]);
  const edited = { ...files, "half.ts": `export const half = (x: number) => x / 3;` };
  assert.equal((await bundle(edited, "#a")).digest, a.digest);
  assert.notEqual((await bundle(edited, "#b")).digest, b.digest);
  const two = { "run.ts": files["run.ts"].replace("c(x)", "c([x])"), "half.ts": files["half.ts"] };
  assert.equal((await bundle(two, "#b")).digest, b.digest);
});

Deno.test("bundleRunModules() says in a line what is wrong, and where", async () => {
  const cases: readonly [text: string, message: RegExp][] = [
    [`export const run = ;`, /^Cannot bundle a stage: .*run\.ts:1:\d+\)$/],
    [`export const walk = 1;`, /^Cannot bundle a stage: .*"run"/],
    [`import x from "nowhere"; export const run = x;`, /Import "nowhere" of ".*run\.ts" is not in/],
    [`import x from "./nowhere.ts"; export const run = x;`, /nowhere\.ts/],
    [`import "canonicalize"; export const run = 1;`, /run\.ts" imports nothing of "canonicalize"/],
  ];
  for (const [text, message] of cases) {
    await assert.rejects(bundle({ "run.ts": text }), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, message);
      assert.ok(!error.message.includes("\n"));
      return true;
    });
  }
});
