import assert from "node:assert/strict";
import { join } from "node:path";
import { chooseBlas, findBlas } from "../../cli/blas_library.ts";
import { EnvironmentError, UsageError } from "../../pipeline/errors.ts";

Deno.test("findBlas() gives the real path of the first library that is there", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const library = join(folder, "libblas-1.so"), link = join(folder, "libblas.so");
  await Deno.writeTextFile(library, "");
  await Deno.symlink(library, link);
  assert.equal(await findBlas([join(folder, "absent.so"), link, library]), library);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("findBlas() names the packages to install when there is no library", async () => {
  await assert.rejects(findBlas(["/nowhere/libblas.so"]), (error: Error) => {
    assert.ok(error instanceof EnvironmentError);
    assert.match(error.message, /no BLAS library in "\/nowhere\/libblas\.so"/);
    for (const name of ["libopenblas0-pthread", "openblas-serial", "Accelerate", "--blas"]) {
      assert.ok(error.message.includes(name), name);
    }
    assert.ok(!error.message.includes("\n"));
    return true;
  });
});

Deno.test("chooseBlas() refuses an unknown engine, and a library that would not be used", async () => {
  assert.equal(await chooseBlas({}), undefined);
  assert.equal(await chooseBlas({ engine: "wasm" }), undefined);
  await assert.rejects(chooseBlas({ engine: "cuda" }), UsageError);
  await assert.rejects(chooseBlas({ blas: "/lib/libblas.so" }), UsageError);
});
