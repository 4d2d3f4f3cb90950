import type * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import { EnvironmentError } from "../errors.ts";
import { bundler } from "./bundle.ts";
import { packageFolder } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Makes one script for a web page of a module and all that it imports, npm packages included: the
 * versions that deno.lock pins, from Deno's cache. The bytes depend on nothing else.
 */
export async function bundleScript(entry: URL, workspace: Workspace): Promise<string> {
  const { build } = await bundler();
  const building = build({
    entryPoints: [fileURLToPath(entry)],
    write: false,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    treeShaking: true,
    minify: true,
    legalComments: "inline",
    charset: "utf8",
    logLevel: "silent",
    tsconfigRaw: {},
    plugins: [lockedPackages(workspace)],
  });
  const built = await building.catch((error: esbuild.BuildFailure) => {
    throw new EnvironmentError(`Cannot bundle "${entry.pathname}": ${error.errors?.[0]?.text}`);
  });
  return built.outputFiles[0]!.text.replaceAll("</script", "<\\/script"); // it has one output
}

/** Bare imports are found in Deno's cache. */
function lockedPackages(workspace: Workspace): esbuild.Plugin {
  return {
    name: "locked-packages",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind }) => {
        if (kind === "entry-point") return undefined;
        const name = /^(?:@[^/]+\/)?[^/]+/.exec(path)![0]; // the filter leaves it a first character
        const ids = Object.keys(workspace.lock.npm).filter((id) => id.startsWith(`${name}@`));
        if (ids.length !== 1) {
          const found = ids.length === 0 ? "is not in deno.lock" : `is there as ${ids.join(", ")}`;
          return { errors: [{ text: `Package "${name}" of "${importer}" ${found}` }] };
        }
        // A folder is resolved by the main fields of its package.json.
        const folder = packageFolder(ids[0]!, workspace);
        return await build.resolve(`./${path.slice(name.length + 1)}`, {
          resolveDir: folder,
          kind: "import-statement",
        });
      });
    },
  };
}
