import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { command } from "../../support/command.ts";
import { Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const spec = {
  stages: STAGES,
  actions: [
    { name: "x", stage: "add", parameters: { value: 1 } },
    { name: "y", stage: "add", parameters: { value: 2 }, inputs: { numbers: ["x.out"] } },
  ],
};

Deno.test("actions run in a cache that is named relatively, or whose path has commas or a link", async () => {
  await using rig = await Rig.create(FILES, spec);
  await Deno.mkdir(join(rig.folder, "real"));
  await Deno.symlink(join(rig.folder, "real"), join(rig.folder, "a link"));
  const caches = [
    relative(Deno.cwd(), join(rig.folder, "relative")),
    join(rig.folder, "one,two,,three"),
    join(rig.folder, "a link"),
    relative(Deno.cwd(), join(rig.folder, "a link", "four,")),
  ];
  for (const cache of caches) {
    const run = await rig.run({ cache });
    assert.deepEqual([run.executed, run.failed], [["x", "y"], []], cache);
    assert.deepEqual((await rig.run({ cache })).executed, []);
  }
});

Deno.test("--cache refuses what is no name of a folder in one line, before anything starts", async () => {
  for (const words of [["status", "--profile", "smoke"], ["cache", "stats"], ["import", "."]]) {
    const run = await command([...words, "--cache", ""]);
    assert.deepEqual(
      [run.status, run.stderr],
      [2, 'error: Cannot use --cache "": it is empty; name another folder\n'],
    );
  }
});

Deno.test("a cache whose name is not UTF-8 is refused in one line, and nothing is made in its place", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const cli = new URL("../../../cli/main.ts", import.meta.url).href;
    const { code, stderr } = await new Deno.Command("sh", {
      args: [
        "-c",
        `exec "$0" run -A "$1" status --cache "$(printf 'a\\377')"`,
        Deno.execPath(),
        cli,
      ],
      cwd: folder,
    }).output();
    const text = new TextDecoder().decode(stderr);
    assert.deepEqual([code, text.match(/\n/g)?.length], [2, 1], text);
    assert.match(text, /^error: Cannot use --cache "a\uFFFD": it is not UTF-8/);
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a DENO_DIR with a comma is refused in one line", async () => {
  const folder = await Deno.makeTempDir();
  const workspace = new URL("../../../pipeline/code/workspace.ts", import.meta.url).href;
  const script = `import { readWorkspace } from ${JSON.stringify(workspace)};
    console.log(await readWorkspace("/nowhere").then(({ npm }) => npm, ({ message }) => message));`;
  try {
    for (const [name, refused] of [["a,b", true], ["a b%", false]]) {
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["eval", "--quiet", script],
        env: { DENO_DIR: join(folder, String(name)) },
      }).output();
      const text = new TextDecoder().decode(stdout);
      assert.equal(/^Cannot use Deno's folder ".*set DENO_DIR/.test(text), refused, text);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
