import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleRunModules, stopBundler } from "../../pipeline/code/bundle.ts";
import { readWorkspace } from "../../pipeline/code/workspace.ts";
import { copyTree } from "./copied_tree.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The run modules, of those of the tree that are given by name, whose code an edit of one file changes. */
export async function changedBundles<Name extends string>(
  modules: ReadonlyMap<Name, URL>,
  file: string,
  from: string,
  to: string,
): Promise<Name[]> {
  const folder = await Deno.makeTempDir();
  try {
    await copyTree(folder);
    const copies = [...modules.values()].map(({ href }) =>
      new URL(href.replace(pathToFileURL(root).href, `${pathToFileURL(folder).href}/`))
    );
    const digests = async () => {
      const { bundles } = await bundleRunModules(copies, await readWorkspace(folder));
      return bundles.map(({ digest }) => digest);
    };
    const before = await digests();
    const path = join(folder, file);
    const text = await Deno.readTextFile(path);
    assert.equal(text.split(from).length, 2, `${file} holds ${JSON.stringify(from)} once`);
    await Deno.writeTextFile(path, text.replace(from, to));
    const after = await digests();
    return [...modules.keys()].filter((_, i) => before[i] !== after[i]);
  } finally {
    await Deno.remove(folder, { recursive: true });
    await stopBundler();
  }
}
