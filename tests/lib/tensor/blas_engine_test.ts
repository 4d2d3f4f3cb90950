import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { blas } from "../../support/blas.ts";

/** The tests themselves need a process that may load the library, and no other file. */
Deno.test({
  name: "BlasEngine passes the tests of blas_engine_cases.ts",
  ignore: blas === undefined,
  async fn() {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "test",
        "--allow-read",
        `--allow-ffi=${blas}`,
        fileURLToPath(new URL("../../support/blas_engine_cases.ts", import.meta.url)),
        "--",
        blas!, // not ignored, so there is one
      ],
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert.ok(success, text + new TextDecoder().decode(stderr));
    assert.match(text, /ok \| 10 passed \| 0 failed/);
  },
});
