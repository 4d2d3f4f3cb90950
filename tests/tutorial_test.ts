import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "./command.ts";

/** Commands that go on until they are interrupted; the tests of watch() run them. */
const ENDLESS = "--watch";

Deno.test("every command of the tutorial works, at the smoke profile's sizes", async (t) => {
  const folder = await Deno.makeTempDir();
  const text = await Deno.readTextFile(new URL("../docs/tutorial.md", import.meta.url));
  const lines = [...text.matchAll(/^ {4}deno task (.+)$/gm)].map(([, line]) => line!);
  assert.ok(lines.length >= 10);
  for (const [i, line] of lines.entries()) {
    if (line.includes(ENDLESS)) continue;
    await t.step(line, async () => {
      const args = line.split(" ").map((word) => word === "quick" ? "smoke" : word);
      const [name] = args;
      if (name !== "completion") args.push("--cache", join(folder, "cache"));
      const out = args.indexOf("--out");
      if (out > 0) args[out + 1] = join(folder, args[out + 1]!);
      else if (name === "reproduce") args.push("--out", join(folder, `out${i}`));
      const run = await command(args);
      // The tutorial exports what it has made, and says that there could be more.
      assert.ok(run.status === 0 || name === "export", run.stderr);
      assert.doesNotMatch(run.stderr, /^error/m);
    });
  }
  await t.step("the files that the Python lines open are there", async () => {
    const found = join(folder, "artifacts", "spatial/vanilla/noisy/unbiased/seed0");
    for (const name of ["weights.safetensors", "active/decode.npy", "history.json"]) {
      assert.ok((await Deno.stat(join(found, name))).isFile, name);
    }
  });
  await Deno.remove(folder, { recursive: true });
});
