import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { stopBundler } from "../../../pipeline/code/bundle.ts";
import { bundlesOf } from "../../../pipeline/code/bundle_cache.ts";
import { parseDigest } from "../../../pipeline/digest.ts";
import { Store } from "../../../pipeline/store/store.ts";

const workspace = {
  root: "/",
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
      const [made] = await bundlesOf(
        [pathToFileURL(join(folder, "run.ts"))],
        { ...workspace, root: folder },
        store,
      );
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
      `import { bundlesOf } from ${here("../../../pipeline/code/bundle_cache.ts")};
      import { Store } from ${here("../../../pipeline/store/store.ts")};
      const workspace = ${JSON.stringify({ ...workspace, lockBytes: undefined })};
      const store = await Store.open(${JSON.stringify(join(folder, "cache"))}, () => {});
      const [made] = await bundlesOf(
        [new URL(${JSON.stringify(pathToFileURL(join(folder, "run.ts")).href)})],
        { ...workspace, root: ${JSON.stringify(folder)}, lockBytes: new Uint8Array() },
        store,
      );
      console.log(JSON.stringify(new TextDecoder().decode(made.bytes)));`,
    );
    const rights = ["--no-prompt", "--allow-read", "--allow-write", "--allow-env"];
    const config = fileURLToPath(new URL("../../../deno.json", import.meta.url));
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

Deno.test("bundlesOf() does not heed a package.json, which may say that nothing has side effects", async () => {
  await withModules(async (folder, bundle) => {
    await Deno.writeTextFile(join(folder, "package.json"), `{"sideEffects":false}`);
    assert.match(await bundle(), /loaded/);
  });
});

Deno.test("bundlesOf() bundles anew after an edit of imported JSON, and names what it cannot import", async () => {
  await withModules(async (folder, bundle) => {
    const imported =
      `import two from "./two.json" with { type: "json" };\nimport { two as more } from "./two.ts";
      export const run = () => [two, more];`;
    await Deno.writeTextFile(join(folder, "two.json"), "22");
    await Deno.writeTextFile(join(folder, "run.ts"), imported);
    assert.match(await bundle(), /=22/);
    await Deno.writeTextFile(join(folder, "two.json"), "23");
    assert.match(await bundle(), /=23/);
    await Deno.writeTextFile(join(folder, "two.txt"), "24");
    await Deno.writeTextFile(join(folder, "run.ts"), imported.replace(/two.json.*/, `two.txt";`));
    await assert.rejects(
      bundle(),
      /Cannot bundle a stage: ".*two\.txt" is no module; make it an asset/,
    );
  });
});

Deno.test("bundlesOf() writes the same down wherever the modules lie, and no path of the machine", async () => {
  const cas: string[][] = [];
  for (let i = 0; i < 2; i++) {
    await withModules(async (folder, bundle) => {
      for (let i = 0; i < 40; i++) {
        await Deno.writeTextFile(join(folder, `m${i}.ts`), `export const m${i} = ${i};`);
      }
      await Deno.writeTextFile(
        join(folder, "run.ts"),
        Array.from({ length: 40 }, (_, i) => `import { m${i} } from "./m${i}.ts";`).join("") +
          `import { two } from "./two.ts"; export const run = () => [two, ${
            Array.from({ length: 40 }, (_, i) => `m${i}`)
          }];`,
      );
      await bundle();
      const files = [...filesOf(join(folder, "cache"))];
      for (const [path, text] of files) assert.ok(!text.includes(folder), `${path}: ${text}`);
      cas.push(files.map(([path, text]) => `${path.slice(folder.length)} ${text}`).sort());
    });
  }
  assert.deepEqual(cas[0], cas[1]);
});

Deno.test("bundlesOf() bundles anew when a record names something else, even another's good one", async () => {
  await withModules(async (folder, bundle) => {
    const first = await bundle();
    await Deno.writeTextFile(join(folder, "two.ts"), `export const two: number = 3;`);
    const code = join(folder, "cache", "code");
    const [name] = [...Deno.readDirSync(code)].map(({ name }) => name);
    const record = await Deno.readTextFile(join(code, name!));
    const store = await Store.open(join(folder, "cache"), () => {});
    const texts = ["null", "{}", "[]", "7", `{"origin":"${name}"`, first];
    texts.push(
      (await Deno.readTextFile(store.blobPath(parseDigest(record)))).replaceAll(name!, record),
    );
    for (const text of texts) {
      const digest = await store.putBytes(new TextEncoder().encode(text));
      await Deno.writeTextFile(join(code, name!), digest);
      assert.match(await bundle(), /=3/);
    }
  });
});

Deno.test("bundlesOf() bundles anew when what it wrote down is damaged or gone", async () => {
  await withModules(async (folder, bundle) => {
    const text = await bundle();
    const paths = [...filesOf(join(folder, "cache"))].map(([path]) => path);
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

/** Path and text of each file in a folder. */
function* filesOf(folder: string): Generator<readonly [path: string, text: string]> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* filesOf(path);
    else yield [path, Deno.readTextFileSync(path)];
  }
}
