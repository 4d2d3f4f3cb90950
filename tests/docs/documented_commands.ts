const root = new URL("../../", import.meta.url);

/** Tasks that are no commands of the command line, and those that the tests would run forever. */
const OTHERS = ["test", "ok", "bench", "torture", "reference"];

/**
 * The commands that README.md and docs/ show, each once: words after `deno task`. Those of the tutorial
 * are left to tests/tutorial_test.ts, those with --watch to tests/pipeline/watch_test.ts.
 */
export async function documentedCommands(): Promise<string[][]> {
  const files = ["README.md"];
  for await (const { name } of Deno.readDir(new URL("docs/", root))) {
    if (name.endsWith(".md") && name !== "tutorial.md") files.push(`docs/${name}`);
  }
  const found = new Set<string>();
  for (const file of files.sort()) {
    const text = await Deno.readTextFile(new URL(file, root));
    for (const [, line] of text.matchAll(/^\s*(?:\$ )?(?:npx -y )?deno(?:@[\d.]+)? task (.+)$/gm)) {
      found.add(line!.replace(/\s+#.*$/, "").replace(/\s[|>].*$/, "").trim());
    }
  }
  const commands = [...found].map((line) => line.split(/\s+/));
  return commands.filter((words) => !OTHERS.includes(words[0]!) && !words.includes("--watch"));
}
