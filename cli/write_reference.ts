import { join } from "node:path";
import { ROOT } from "./project.ts";
import { referencePage } from "./reference.ts";
import type { CommandHelp } from "./reference.ts";

/** What every command of the command line says of itself, subcommands after their command. */
export async function commandHelp(words: readonly string[] = []): Promise<CommandHelp[]> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-read",
      "--allow-env",
      "--allow-sys",
      "--allow-run",
      "cli/main.ts",
      ...words,
      "--help",
    ],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`Cannot ask "${words.join(" ")}" for its help`);
  const help = new TextDecoder().decode(stdout);
  const list = /^Commands:\n((?: {2}.*\n)+)/m.exec(help)?.[1] ?? "";
  const names = Array.from(list.matchAll(/^ {2}(\w[\w-]*)/gm), (match) => match[1]!);
  const found: CommandHelp[] = words.length === 0 ? [] : [[words.join(" "), help]];
  for (const name of names.filter((name) => name !== "help")) {
    found.push(...await commandHelp([...words, name]));
  }
  return found;
}

if (import.meta.main) {
  const page = referencePage(await commandHelp());
  await Deno.writeTextFile(join(ROOT, "docs", "reference.md"), page);
}
