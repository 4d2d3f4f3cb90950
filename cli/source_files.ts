import { join, relative } from "node:path";
import { ROOT } from "./project.ts";

/** What every command needs, and who reads it. Tests and benchmarks stay behind. */
const SOURCES = [
  "CITATION.cff",
  "LICENSE",
  "README.md",
  "cli",
  "deno.json",
  "deno.lock",
  "docs",
  "figures",
  "lib",
  "pipeline",
  "stages",
  "tests/expected",
];

/** What runs have written, and hidden files. */
const LEFT_OUT = /^figures\/out(\/|$)|(^|\/)\./;

/** Whether a file, by its absolute path, is one of `sourceFiles`. */
export function isSourceFile(path: string): boolean {
  const inside = relative(ROOT, path).replaceAll("\\", "/");
  return !LEFT_OUT.test(inside) &&
    SOURCES.some((source) => inside === source || inside.startsWith(`${source}/`));
}

/** The project itself, as it stands here: files by path, without what runs have written. */
export async function sourceFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const visit = async (path: string): Promise<void> => {
    if (LEFT_OUT.test(path)) return;
    const full = join(ROOT, path);
    const { isFile, isDirectory } = await Deno.lstat(full);
    if (isFile) files.set(path, await Deno.readFile(full));
    if (!isDirectory) return;
    const names = (await Array.fromAsync(Deno.readDir(full))).map(({ name }) => name);
    for (const name of names.sort()) await visit(`${path}/${name}`);
  };
  for (const path of SOURCES) await visit(path);
  return files;
}
