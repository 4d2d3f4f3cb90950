import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { stopBundler } from "../../pipeline/bundler.ts";
import { bundlesOf } from "../../pipeline/known_bundles.ts";
import { Store } from "../../pipeline/store.ts";

const workspace = {
  imports: {},
  lock: { specifiers: {}, npm: {} },
  lockBytes: new Uint8Array(),
};

/** A module that reaches another, and a store; gives the text of the bundle. */
async function withModules(
  work: (folder: string, bundle: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const write = (name: string, text: string) => Deno.writeTextFile(join(folder, name), text);
  await write(
    "run.ts",
    `import { two } from "./two.ts";\nimport "./loud.ts";\nexport const run = () => two;`,
  );
  await write("two.ts", `export const two: number = 2;`);
  await write("loud.ts", `console.log("loaded");`);
  const store = await Store.open(join(folder, "cache"), () => {});
  try {
    await work(folder, async () => {
      const [made] = await bundlesOf([pathToFileURL(join(folder, "run.ts"))], workspace, store);
      assert.ok(made!.sources.includes(join(folder, "two.ts")));
      return new TextDecoder().decode(made!.bytes);
    });
  } finally {
    await stopBundler();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("bundlesOf() starts no bundler while the sources have the same bytes", async () => {
  await withModules(async (folder, bundle) => {
    const text = await bundle();
    const script = join(folder, "again.ts");
    const here = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    await Deno.writeTextFile(
      script,
      `import { bundlesOf } from ${here("../../pipeline/known_bundles.ts")};
      import { Store } from ${here("../../pipeline/store.ts")};
      const workspace = ${JSON.stringify({ ...workspace, lockBytes: undefined })};
      const store = await Store.open(${JSON.stringify(join(folder, "cache"))}, () => {});
      const [made] = await bundlesOf(
        [new URL(${JSON.stringify(pathToFileURL(join(folder, "run.ts")).href)})],
        { ...workspace, lockBytes: new Uint8Array() },
        store,
      );
      console.log(JSON.stringify(new TextDecoder().decode(made.bytes)));`,
    );
    const rights = ["--no-prompt", "--allow-read", "--allow-write", "--allow-env"];
    const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
    const again = async () => {
      const { success, stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["run", ...rights, `--config=${config}`, script],
        stderr: "null",
      }).output();
      return success ? JSON.parse(new TextDecoder().decode(stdout)) : "it needed a bundler";
    };
    assert.equal(await again(), text);
    await Deno.writeTextFile(join(folder, "two.ts"), `export const two: number = 3;`);
    assert.equal(await again(), "it needed a bundler");
  });
});

Deno.test("bundlesOf() bundles anew after an edit, even one that keeps the time and the size", async () => {
  await withModules(async (folder, bundle) => {
    const path = join(folder, "two.ts");
    const [first, { atime, mtime }] = [await bundle(), await Deno.stat(path)];
    await Deno.writeTextFile(path, (await Deno.readTextFile(path)).replace("= 2", "= 3"));
    await Deno.utime(path, atime!, mtime!); // Linux, macOS and Windows have both
    const second = await bundle();
    assert.notEqual(second, first);
    assert.match(second, /=3/);
  });
});

Deno.test("bundlesOf() bundles anew when a package.json comes that says what has side effects", async () => {
  await withModules(async (folder, bundle) => {
    assert.match(await bundle(), /loaded/);
    await Deno.writeTextFile(join(folder, "package.json"), `{"sideEffects":false}`);
    assert.doesNotMatch(await bundle(), /loaded/);
  });
});

Deno.test("bundlesOf() bundles anew when what it wrote down is damaged or gone", async () => {
  await withModules(async (folder, bundle) => {
    const text = await bundle();
    const files = async () => {
      const found: string[] = [];
      for (const top of ["cas", "code"]) {
        for await (const { name, isDirectory } of Deno.readDir(join(folder, "cache", top))) {
          const path = join(folder, "cache", top, name);
          if (!isDirectory) found.push(path);
          else for await (const blob of Deno.readDir(path)) found.push(join(path, blob.name));
        }
      }
      return found;
    };
    const paths = await files();
    assert.equal(paths.length, 3); // the bundle, the record, and where the record is
    for (const path of paths) {
      await Deno.chmod(path, 0o644);
      await Deno.writeTextFile(path, "x");
      assert.equal(await bundle(), text);
      await Deno.remove(path);
      assert.equal(await bundle(), text);
    }
  });
});
