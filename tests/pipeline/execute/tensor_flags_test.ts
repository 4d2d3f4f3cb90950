import assert from "node:assert/strict";
import { tensorFlags, v8Flags } from "../../../pipeline/execute/tensor_flags.ts";

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
