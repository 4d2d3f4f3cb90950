import { join } from "node:path";
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

/** The project itself, as it stands here: files by path, without what runs have written. */
export async function sourceFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const visit = async (path: string): Promise<void> => {
    if (path === "figures/out") return;
    const full = join(ROOT, path);
    const { isFile, isDirectory } = await Deno.lstat(full);
    if (isFile) files.set(path, await Deno.readFile(full));
    if (!isDirectory) return;
    const names = (await Array.fromAsync(Deno.readDir(full))).map(({ name }) => name);
    for (const name of names.sort()) if (!name.startsWith(".")) await visit(`${path}/${name}`);
  };
  for (const path of SOURCES) await visit(path);
  return files;
}
