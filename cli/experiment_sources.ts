import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EnvironmentError } from "../pipeline/errors.ts";
import type { Stage } from "../pipeline/stage.ts";
import { ROOT } from "./project.ts";
import { isSourceFile } from "./source_files.ts";

/** The files of an experiment of the user's own, where they stand in a copy of the project. */
export interface ExperimentSources {
  /** The experiment's file, from the copy's root. */
  readonly experiment: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where files from outside the project's folder go. */
const OUTSIDE = "experiment";

/**
 * An experiment's file with all that it and its stages are made of: modules, run modules, assets. What lies
 * in the project's folder keeps its path; the rest keeps its layout in a folder of its own, and its imports
 * of the project are written as they are from there. A file that it opens itself is not known here.
 *
 * @param stages those of its graph; ours among them are passed over
 */
export async function experimentSources(
  file: string,
  stages: Iterable<Stage>,
): Promise<ExperimentSources> {
  const experiment = resolve(file);
  const all = [...stages];
  const runs = pathsOf(all.map(({ run }) => run));
  const assets = pathsOf(all.flatMap(({ assets = {} }) => Object.values(assets)));
  const modules = new Set<string>();
  for (const root of [experiment, ...[...runs].filter((path) => !isSourceFile(path))]) {
    if (!modules.has(root)) { for (const path of await modulesOf(root)) modules.add(path); }
  }
  const known = new Set([...modules, ...runs, ...assets]);
  const own = [...known].filter((path) => !isSourceFile(path)).sort();
  const base = commonFolder(own.filter((path) => !isInside(path)));
  const placeOf = (path: string): string =>
    slashes(isInside(path) ? relative(ROOT, path) : join(OUTSIDE, relative(base, path)));
  const files = own.map(async (path) => {
    const bytes = await Deno.readFile(path);
    const moves = modules.has(path) && !isInside(path);
    return [placeOf(path), moves ? moved(bytes, path, known, placeOf) : bytes] as const;
  });
  return { experiment: placeOf(experiment), files: new Map(await Promise.all(files)) };
}

/** The modules that a module is made of, itself and those for types alone included. */
async function modulesOf(path: string): Promise<string[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", join(ROOT, "deno.json"), path],
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) {
    throw new EnvironmentError(
      `Cannot find the modules of "${path}": ${new TextDecoder().decode(stderr).trim()}`,
    );
  }
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { // as Deno documents it
    readonly modules: readonly { readonly specifier: string }[];
  };
  return modules.flatMap(({ specifier }) => pathOf(specifier) ?? []);
}

/** A module whose relative and absolute paths lead from its new place to the same files. */
function moved(
  bytes: Uint8Array,
  path: string,
  known: ReadonlySet<string>,
  placeOf: (path: string) => string,
): Uint8Array {
  const text = new TextDecoder().decode(bytes).replace(
    /(["'])(\.{0,2}\/[^"'#\n]*|file:[^"'#\n]*)(#\w+)?\1/g,
    (all, quote: string, address: string, fragment = "") => {
      const target = pathOf(new URL(address, pathToFileURL(path)).href);
      if (target === undefined || !known.has(target)) return all;
      const way = slashes(relative(dirname(placeOf(path)), placeOf(target)));
      return `${quote}${way.startsWith(".") ? way : `./${way}`}${fragment}${quote}`;
    },
  );
  return new TextEncoder().encode(text);
}

/** The folder that all files lie in. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => dirname(path).split(sep));
  const differs = first.findIndex((name, i) => others.some((other) => other[i] !== name));
  return (differs < 0 ? first : first.slice(0, differs)).join(sep) || sep;
}

const pathsOf = (urls: readonly URL[]): Set<string> =>
  new Set(urls.flatMap(({ href }) => pathOf(href) ?? []));

function pathOf(href: string): string | undefined {
  try {
    return href.startsWith("file:") ? fileURLToPath(href.replace(/[?#].*$/, "")) : undefined;
  } catch {
    return undefined; // a text that only looks like an address
  }
}

const isInside = (path: string): boolean => path.startsWith(ROOT);

const slashes = (path: string): string => path.replaceAll("\\", "/");
