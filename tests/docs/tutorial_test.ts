import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeNpy } from "../../lib/files/npy.ts";
import { decodeSafetensors } from "../../lib/files/safetensors.ts";
import { command } from "../support/command.ts";
import { findPython } from "../support/python.ts";

const python = await findPython();

/** Commands that go on until they are interrupted; the tests of watch() run them. */
const ENDLESS = "--watch";

Deno.test("every command of the tutorial works, at the smoke profile's sizes", async (t) => {
  const folder = await Deno.makeTempDir();
  const text = await Deno.readTextFile(new URL("../../docs/tutorial.md", import.meta.url));
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
  await t.step({
    name: "the lines of Python read what was written",
    ignore: python === undefined,
    fn: async () => {
      const blocks = Array.from(text.matchAll(/^```python\n([^]*?)^```$/gm), ([, code]) => code!);
      assert.equal(blocks.length, 2);
      const found = `print(json.dumps([
        [positions.shape, float(positions[0, 1, 1])], losses,
        [[name, list(weight.shape), weight.flatten()[-1].item()] for name, weight in weights.items()],
        radius.item(),
      ]))`;
      const { success, stdout, stderr } = await new Deno.Command(python!, { // else it is left out
        args: ["-W", "error", "-c", [...blocks, found].join("\n")],
        cwd: folder,
      }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
      const [positions, losses, weights, radius] = JSON.parse(new TextDecoder().decode(stdout));
      const network = join(folder, "artifacts", "spatial/vanilla/noisy/unbiased/seed0");
      const decoded = decodeNpy(await Deno.readFile(join(network, "active/decode.npy")));
      assert.deepEqual(positions, [decoded.shape, decoded.data[3]]);
      const history = JSON.parse(await Deno.readTextFile(join(network, "history.json")));
      assert.deepEqual(losses, history.loss);
      const tensors = decodeSafetensors(await Deno.readFile(join(network, "weights.safetensors")));
      const wanted = Object.entries(tensors).map(([name, { shape, data }]) =>
        [name, [...shape], data.at(-1)] as const
      );
      const byName = (rows: readonly (readonly unknown[])[]) =>
        new Map(rows.map(([name, ...rest]) => [name, rest]));
      assert.deepEqual(byName(weights), byName(wanted));
      assert.ok(radius > 0);
    },
  });
  await Deno.remove(folder, { recursive: true });
});
