import assert from "node:assert/strict";
import { join } from "node:path";
import { lockedPackages, parseSpecifier, readWorkspace } from "../../../pipeline/code/workspace.ts";
import { EnvironmentError } from "../../../pipeline/errors.ts";

const lock = {
  specifiers: { "npm:a@1.0.0": "1.0.0", "npm:@scope/b@2": "2.3.0_a@1.0.0" },
  npm: {
    "a@1.0.0": {
      integrity: "sha512-a",
      dependencies: ["c", "d@2.0.0"],
      optionalDependencies: ["e"],
    },
    "@scope/b@2.3.0_a@1.0.0": { integrity: "sha512-b", dependencies: ["a"] },
    "c@3.0.0": { integrity: "sha512-c", dependencies: ["a"] },
    "d@1.0.0": { integrity: "sha512-d1" },
    "d@2.0.0": { integrity: "sha512-d2" },
    "e@1.0.0": { integrity: "sha512-e" },
  },
};

Deno.test("lockedPackages() gives all that a package depends on, but nothing optional", () => {
  const closure = { "a@1.0.0": "sha512-a", "c@3.0.0": "sha512-c", "d@2.0.0": "sha512-d2" };
  assert.deepEqual(lockedPackages(["npm:a@1.0.0/some/path"], { lock }), closure);
  assert.deepEqual(lockedPackages(["npm:@scope/b@2"], { lock }), {
    "@scope/b@2.3.0_a@1.0.0": "sha512-b",
    ...closure,
  });
  assert.throws(() => lockedPackages(["npm:z@1"], { lock }), /"npm:z@1" is not in deno\.lock/);
});

Deno.test("parseSpecifier() takes an npm specifier apart", () => {
  assert.deepEqual(parseSpecifier("npm:@a/b@1.2.3/c/d.ttf"), {
    name: "@a/b",
    version: "1.2.3",
    path: "c/d.ttf",
  });
  assert.throws(() => parseSpecifier("jsr:@std/path@1"), EnvironmentError);
});

Deno.test("readWorkspace() names a file that it cannot use", async () => {
  const root = await Deno.makeTempDir();
  try {
    assert.deepEqual((await readWorkspace(root)).imports, {});
    await Deno.writeTextFile(join(root, "deno.lock"), `{"version":"9"}`);
    await assert.rejects(readWorkspace(root), /deno\.lock": version is "9", expected "5"/);
    await Deno.writeTextFile(join(root, "deno.lock"), `{`);
    await assert.rejects(readWorkspace(root), /Cannot read ".*deno\.lock"/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
