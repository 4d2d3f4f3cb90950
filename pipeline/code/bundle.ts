import type * as esbuild from "esbuild";
import { dirname, extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { UsageError } from "../errors.ts";
import { lockedPackages } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

/** The code that an action runs: one self-contained module, and the packages that it imports. */
export interface Bundle {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  /** "name@version" -> integrity, with all that they depend on. */
  readonly packages: Readonly<Record<string, string>>;
  /** The npm specifiers that the bundle itself imports. */
  readonly specifiers: readonly string[];
  /** Absolute paths of the source files that went in. */
  readonly sources: readonly string[];
}

export interface Bundles {
  /** As many as modules, in their order. */
  readonly bundles: readonly Bundle[];
  /** Absolute path of every file that was read -> digest of what was read. */
  readonly files: ReadonlyMap<string, Digest>;
}

/** What a bundle depends on besides its sources: the bundler, and how a module of ours uses it. */
export async function bundlerIdentity(user: URL): Promise<string> {
  return `${bundlerPlace()} ${digestOf(await Deno.readFile(user))}`;
}

/**
 * Bundles one export of each module (`run`, or what the URL's fragment names: "fig2.ts#e"),
 * tree-shaken, so that the bytes change with the code that can run and with nothing else: no comment,
 * no type, no unused function, no documentation, no other export of the module.
 * Whitespace is minified, and nothing else: short names would be dealt out by letter frequency over
 * the whole source, and minified syntax has a module's constants put in place only while no function
 * stands before them. An unused function could change both.
 */
export async function bundleRunModules(
  modules: readonly URL[],
  workspace: Pick<Workspace, "imports" | "lock">,
): Promise<Bundles> {
  const files = new Map<string, Digest>();
  const { metafile, outputFiles } = await buildRunModules(modules, workspace, files);
  const meta = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [name(path), output]),
  );
  const bundles = outputFiles
    .map((file) => ({ file, index: Number(name(file.path)) }))
    .sort((a, b) => a.index - b.index)
    .map(({ file, index }) => {
      const output = meta.get(String(index))!; // esbuild describes every file that it writes
      const reached = output.imports.map(({ path }) => path)
        .filter((path) => path.startsWith("npm:"));
      return {
        bytes: file.contents,
        digest: digestOf(file.contents),
        packages: lockedPackages(reached, workspace),
        specifiers: [...new Set(reached)].sort(),
        sources: Object.keys(output.inputs).filter((path) => !/^(run:|<define:)/.test(path))
          .map((path) => resolve(path)).sort(),
      };
    });
  return { bundles, files };
}

/** The source map of the bundle of a run module, and the digest of that bundle, which has no trace of it. */
export async function mapBundle(
  module: URL,
  workspace: Pick<Workspace, "imports">,
): Promise<{ readonly map: string; readonly digest: Digest }> {
  const { outputFiles } = await buildRunModules([module], workspace, new Map(), {
    sourcemap: "external",
    sourcesContent: false,
  });
  const isMap = ({ path }: esbuild.OutputFile): boolean => path.endsWith(".map");
  const bundle = outputFiles.find((file) => !isMap(file))!; // it writes one, and its map
  return { map: outputFiles.find(isMap)!.text, digest: digestOf(bundle.contents) };
}

/** @param files takes the digests of what is read */
async function buildRunModules(
  modules: readonly URL[],
  workspace: Pick<Workspace, "imports">,
  files: Map<string, Digest>,
  mapping: Pick<esbuild.BuildOptions, "sourcemap" | "sourcesContent"> = {},
) {
  try {
    const { build } = await bundler();
    return await build({
      entryPoints: modules.map((module, index) => ({
        in: `run:${fileURLToPath(module)}#${module.hash.slice(1) || "run"}`,
        out: String(index),
      })),
      outdir: "/",
      write: false,
      bundle: true,
      format: "esm",
      platform: "neutral",
      target: "esnext",
      treeShaking: true,
      minifyWhitespace: true,
      legalComments: "none",
      charset: "utf8",
      metafile: true,
      logLevel: "silent",
      logOverride: { "unsupported-dynamic-import": "error" }, // the key must hold all that is loaded
      define: { "import.meta": "{}" }, // it would tell where Deno keeps packages
      tsconfigRaw: {},
      plugins: [runModules(), sources(files), packagesAsExternals(workspace)],
      ...mapping,
    });
  } catch (error) {
    throw asUsageError(error);
  }
}

const name = (path: string): string => /([^/\\]+)\.js$/.exec(path)?.[1] ?? path;

/** Entry points of the form "run:<file>#<export>" hold nothing but that export, called `run`. */
function runModules(): esbuild.Plugin {
  return {
    name: "run-modules",
    setup(build) {
      build.onResolve(
        { filter: /^run:/ },
        ({ path }) => ({ path: path.slice(4), namespace: "run" }),
      );
      build.onLoad({ filter: /.*/, namespace: "run" }, ({ path }) => {
        const end = path.lastIndexOf("#");
        const [file, name] = [path.slice(0, end), path.slice(end + 1)];
        return {
          contents: `export { ${name} as run } from ${JSON.stringify(file)};`,
          resolveDir: dirname(file),
          loader: "js", // in TypeScript a missing export could be a type and would pass
        };
      });
    },
  };
}

/** A package that is imported for what it does when it is loaded: it would be left out silently. */
const BARE_IMPORT = /^\s*import\s*["']((?![./])[^"']+)["']/m;

const LOADERS: Readonly<Record<string, esbuild.Loader>> = {
  ".ts": "ts",
  ".js": "js",
  ".json": "json",
};

/**
 * Finds and reads the sources, and writes down the digests of what it read. It does so by itself since
 * esbuild would also heed each package.json above a source, which may say what has side effects.
 */
function sources(files: Map<string, Digest>): esbuild.Plugin {
  return {
    name: "sources",
    setup(build) {
      build.onResolve({ filter: /^[./]/ }, ({ path, resolveDir, kind }) => {
        return kind === "entry-point" ? undefined : { path: resolve(resolveDir, path) };
      });
      build.onLoad({ filter: /.*/, namespace: "file" }, async ({ path }) => {
        const loader = LOADERS[extname(path)];
        if (loader === undefined) {
          return { errors: [{ text: `"${path}" is no module; make it an asset of the stage` }] };
        }
        const contents = await Deno.readFile(path);
        files.set(path, digestOf(contents));
        const [bare, name] = BARE_IMPORT.exec(new TextDecoder().decode(contents)) ?? [];
        if (bare !== undefined) {
          return {
            errors: [{ text: `"${path}" imports nothing of "${name}"; name what it uses` }],
          };
        }
        return { contents, loader };
      });
    },
  };
}

/**
 * Bare imports become the exact npm specifiers of deno.json and stay outside the bundle. A package of
 * which nothing is used is left out: another export of the module needs it.
 */
function packagesAsExternals({ imports }: Pick<Workspace, "imports">): esbuild.Plugin {
  return {
    name: "packages",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
        if (kind === "entry-point" || path.startsWith("/")) return undefined;
        if (path.startsWith("file:")) return { path: fileURLToPath(path) };
        if (path.startsWith("node:")) return { path, external: true };
        const specifier = path.startsWith("npm:") ? path : fromImportMap(path, imports);
        if (specifier === undefined) {
          return { errors: [{ text: `Import "${path}" of "${importer}" is not in deno.json` }] };
        }
        return { path: specifier, external: true, sideEffects: false };
      });
    },
  };
}

function fromImportMap(path: string, imports: Workspace["imports"]): string | undefined {
  if (imports[path] !== undefined) return imports[path];
  const base = Object.keys(imports).find((key) => path.startsWith(`${key}/`));
  return base === undefined ? undefined : `${imports[base]}${path.slice(base.length)}`;
}

function asUsageError(error: unknown): unknown {
  const failure = error as Partial<esbuild.BuildFailure>; // checked in the next line
  const first = failure.errors?.[0];
  if (first === undefined) return error;
  const place = first.location === null
    ? ""
    : ` (${first.location.file}:${first.location.line}:${first.location.column + 1})`;
  const text = first.id === "unsupported-dynamic-import"
    ? "import() takes a name that is written out, or the key could not hold what it loads"
    : first.text;
  return new UsageError(`Cannot bundle a stage: ${text}${place}`);
}

let loaded: Promise<typeof esbuild> | undefined;

/** esbuild. It is loaded when it is needed: most runs know their bundles, and it takes as long as a plan. */
export function bundler(): Promise<typeof esbuild> {
  return loaded ??= import("esbuild");
}

/** Names the bundler's version, without loading it: the end of the package's path does. */
export function bundlerPlace(): string {
  const place = import.meta.resolve("esbuild");
  return place.slice(place.lastIndexOf("/esbuild/"));
}

/** Ends its helper process, which would keep ours alive. */
export async function stopBundler(): Promise<void> {
  await (await loaded)?.stop();
}
