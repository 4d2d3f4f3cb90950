import assert from "node:assert/strict";
import { join } from "node:path";
import { command, digestsOf, eventsOf } from "../support/command.ts";
import type { CommandRun } from "../support/command.ts";
import { Nginx, nginx } from "../support/remote/nginx.ts";

/** The commands of docs/remote_cache.md, in its order. */
async function documented(): Promise<string[][]> {
  const page = await Deno.readTextFile(new URL("../../docs/remote_cache.md", import.meta.url));
  return Array.from(page.matchAll(/^deno task (.*)$/gm), ([, line]) => line!.split(" "));
}

Deno.test({
  name: "the commands of docs/remote_cache.md share a profile between two machines, through nginx",
  ignore: nginx === undefined,
  fn: async () => {
    await using server = await Nginx.start(nginx!);
    const folder = await Deno.makeTempDir();
    const places: Readonly<Record<string, string>> = {
      "https://cache.example.org/lab": server.url.href,
      "~/.config/lab.key": join(folder, "lab.key"),
      "lab.keys": join(folder, "lab.keys"),
      "quick": "smoke",
      "dist": join(folder, "dist"),
      "weights": join(folder, "weights"),
    };
    const figuresOf = (machine: string): string => join(folder, `${machine}-figures`);
    const runs: { words: readonly string[]; run: CommandRun }[] = [];
    for (const words of await documented()) {
      const machine = words.includes("--sign-key")
        ? "one"
        : words[0] === "import"
        ? "three"
        : "two";
      const own = words[0] === "key" ? [] : ["--cache", join(folder, machine)];
      if (words.includes("--profile")) own.push("--seeds", "0");
      if (words[0] === "reproduce") own.push("--json", "--out", figuresOf(machine));
      if (words[0] === "publish") own.push("--out", join(folder, "dist"));
      if (words[0] === "status") own.push("--json");
      const run = await command([...words.map((word) => places[word] ?? word), ...own]);
      assert.doesNotMatch(run.stderr, /^(warning|error): /m);
      assert.deepEqual(eventsOf(run, "warning"), [], words.join(" "));
      assert.equal(run.status, 0, `${words.join(" ")}\n${run.stderr}`);
      if (words[0] === "key") await Deno.writeTextFile(places["lab.keys"]!, run.stdout);
      runs.push({ words, run });
    }
    const of = (name: string): CommandRun[] =>
      runs.filter(({ words }) => words[0] === name).map(({ run }) => run);
    const [first, second] = of("reproduce");
    assert.ok(eventsOf(first!, "executed").length > 100);
    assert.deepEqual(eventsOf(second!, "executed"), []);
    const [history] = await Array.fromAsync(Deno.readDir(join(folder, "one", "runs")));
    const [one, two, three] = await Promise.all(
      ["one", "two", "three"].map((machine) =>
        digestsOf(join(folder, machine), history!.name.replace(".json", ""))
      ),
    );
    assert.deepEqual(three, one);
    assert.deepEqual(two, one);
    for await (const { name, isFile } of Deno.readDir(figuresOf("one"))) {
      if (name === "index.html" || !isFile) continue; // it shows the numbers that are here
      assert.deepEqual(
        await Deno.readFile(join(figuresOf("two"), name)),
        await Deno.readFile(join(figuresOf("one"), name)),
        name,
      );
    }
    const rows = JSON.parse(of("status")[0]!.stdout) as { counts: Record<string, number> }[];
    assert.ok(rows.every(({ counts }) => counts["missing"] === 0 && counts["stale"] === 0));
    assert.match(of("verify")[0]!.stderr, /3 actions gave the same bytes again/);
    assert.match(of("export")[0]!.stderr, /^Wrote \d+ files \(.*\) into .*weights/m);
    assert.match(of("import")[0]!.stderr, /every digest and signature checked/);
    await Deno.remove(folder, { recursive: true });
  },
});
