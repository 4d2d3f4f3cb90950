import assert from "node:assert/strict";
import { join } from "node:path";
import { copyTree } from "../support/copied_tree.ts";

Deno.test("reproduce works in a fresh clone, with its own cache and output folder", async () => {
  const tree = await Deno.makeTempDir();
  await copyTree(tree);
  const figure = ["--profile", "smoke", "--only", "fig1a", "--quiet"];
  for (const words of [figure, [...figure, "--protocol", "both"]]) {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "reproduce", ...words],
      cwd: tree,
      stdin: "null",
    }).output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
  }
  const out = join(tree, "figures", "out");
  const page = await Deno.readTextFile(join(out, "smoke-described", "index.html"));
  assert.match(page, /smoke\/index\.html/);
  assert.ok((await Deno.stat(join(out, "smoke", "fig1a.png"))).isFile);
  await Deno.remove(tree, { recursive: true });
});
