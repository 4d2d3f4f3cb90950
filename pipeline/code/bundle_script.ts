import type * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import { digestOf } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { EnvironmentError } from "../errors.ts";
import { bundler } from "./bundle.ts";
import type { Bundles } from "./bundle.ts";
import { packageFolder } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Makes one script for a web page of a module and all that it imports, npm packages included: the
 * versions that deno.lock pins, from Deno's cache. The bytes depend on nothing else.
 */
export async function bundleScript(
  [entry]: readonly [URL],
  workspace: Pick<Workspace, "lock" | "npm">,
): Promise<Bundles> {
  const files = new Map<string, Digest>();
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
    plugins: [lockedPackages(workspace), sources(files, workspace)],
  });
  const built = await building.catch((error: esbuild.BuildFailure) => {
    throw new EnvironmentError(`Cannot bundle "${entry.pathname}": ${error.errors?.[0]?.text}`);
  });
  const text = built.outputFiles[0]!.text.replaceAll("</script", "<\\/script"); // it has one output
  const bytes = new TextEncoder().encode(text);
  const made = { bytes, digest: digestOf(bytes), packages: {}, specifiers: [] };
  return { bundles: [{ ...made, sources: [...files.keys()] }], files };
}

/** Notes the digests of our own modules; those of packages follow from deno.lock. */
function sources(files: Map<string, Digest>, { npm }: Pick<Workspace, "npm">): esbuild.Plugin {
  return {
    name: "sources",
    setup(build) {
      build.onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => {
        if (path.startsWith(npm)) return undefined;
        const contents = await Deno.readFile(path);
        files.set(path, digestOf(contents));
        return { contents, loader: path.endsWith("ts") ? "ts" : "js" };
      });
    },
  };
}

/** Bare imports are found in Deno's cache. */
function lockedPackages(workspace: Pick<Workspace, "lock" | "npm">): esbuild.Plugin {
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
