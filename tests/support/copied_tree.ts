import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What it takes to reproduce. */
const PARTS = ["deno.json", "deno.lock", "cli", "pipeline", "lib", "stages", "figures"];

/** Copies the tree as it is now, but no results: like a fresh clone. */
export async function copyTree(to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(root)) {
    if (PARTS.includes(name)) {
      await copy(join(root, name), join(to, name));
    }
  }
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  if (from === join(root, "figures", "out")) return;
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copy(join(from, name), join(to, name));
}
