const root = new URL("../../", import.meta.url);

/** Tasks that are no commands of the command line, and those that the tests would run forever. */
const OTHERS = ["test", "ok", "bench", "torture", "reference"];

/** Documents, a command and options that have tests of their own. */
const ELSEWHERE: readonly string[] = [
  "tutorial.md",
  "remote_cache.md",
  "cluster.md",
  "key",
  "compare",
  "--remote-cache",
  "--trusted-keys",
  "--executor",
  "--watch",
];

/**
 * The commands that README.md and docs/ show, each once: words after `deno task`. Those of the tutorial
 * are left to tests/docs/tutorial_test.ts, those of remote_cache.md to tests/docs/remote_cache_test.ts, those with
 * --watch to tests/cli/watch_page_test.ts, compare to tests/cli/compare_test.ts, those of cluster.md to tests/docs/cluster_test.ts.
 */
export async function documentedCommands(): Promise<string[][]> {
  const files = ["README.md"];
  for await (const { name } of Deno.readDir(new URL("docs/", root))) {
    if (name.endsWith(".md") && !ELSEWHERE.includes(name)) files.push(`docs/${name}`);
  }
  const found = new Set<string>();
  for (const file of files.sort()) {
    const text = await Deno.readTextFile(new URL(file, root));
    for (const [, line] of text.matchAll(/^\s*(?:\$ )?(?:npx -y )?deno(?:@[\d.]+)? task (.+)$/gm)) {
      found.add(line!.replace(/\s+#.*$/, "").replace(/\s[|>].*$/, "").trim());
    }
  }
  const commands = [...found].map((line) => line.split(/\s+/));
  return commands.filter((words) =>
    !OTHERS.includes(words[0]!) && !words.some((word) => ELSEWHERE.includes(word))
  );
}
