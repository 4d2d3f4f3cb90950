import assert from "node:assert/strict";
import type { Digest } from "../../../pipeline/digest.ts";
import { flagsOf, tensorFlags, v8Flags } from "../../../pipeline/execute/v8_flags.ts";

Deno.test("tensorFlags() asks for what this Deno's V8 can do", async () => {
  const [flags, ...others] = await tensorFlags();
  assert.match(flags!, /^--v8-flags=.*--no-wasm-bounds-checks$/);
  if (Deno.build.arch === "x86_64") assert.match(flags!, /=--experimental-wasm-revectorize,/);
  assert.deepEqual(others, []);
});

Deno.test("v8Flags() leaves out what V8 does not know", async () => {
  assert.deepEqual(await v8Flags(["--no-such-flag", "--expose-gc"]), ["--v8-flags=--expose-gc"]);
  assert.deepEqual(await v8Flags(["--no-such-flag"]), []);
});

Deno.test("flagsOf() has a library in WebAssembly compiled once, and kernels in tensor actions for speed", async () => {
  const file = { path: "here", digest: "" as Digest };
  const brought = { "resvg.wasm": file, "font.ttf": file };
  assert.deepEqual(await flagsOf({ arithmetic: "plain", assets: brought }), [
    "--v8-flags=--liftoff-only",
  ]);
  assert.deepEqual(await flagsOf({ arithmetic: "plain", assets: { "font.ttf": file } }), []);
  assert.deepEqual(await flagsOf({ arithmetic: "tensor", assets: brought }), await tensorFlags());
});
