import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { readWorkspace } from "../../pipeline/code/workspace.ts";
import type { Event } from "../../pipeline/events.ts";
import { collectGarbage } from "../../pipeline/tidy/gc.ts";
import { verifyCache } from "../../pipeline/tidy/verify_cache.ts";
import { command, eventsOf } from "../support/command.ts";
import { Rig } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { amount, covered } from "./amount.ts";

const spec = {
  stages: STAGES,
  actions: [
    { name: "x", stage: "add", parameters: { value: 1 } },
    { name: "y", stage: "add", parameters: { value: 2 }, inputs: { numbers: ["x.out"] } },
  ],
};

/** Names of folders that a file system allows and that some tool on the way might not. */
const NAMES = [
  "one,two,,three,",
  "new\nline",
  "%",
  "#",
  "?",
  "back\\slash",
  " leading space",
  "trailing space ",
  "-rf",
  "--allow-all",
  '"quoted"',
  "'quoted'",
  "`command`",
  "$(command) $HOME ~ !",
  "%20",
  "%2F",
  "%2C",
  "a:b",
  "C:",
  "file:",
  "npm:zod",
  "http:",
  "@scope",
  "*",
  "[ab]{c,d}",
  "&|;<>()^=+",
  "tab\tand\rreturn",
  "\x1b[31mred\x07",
  "\x7f",
  "ü",
  "u\u0308", // the same letter in two characters
  "\u{1f9ed}",
  "\u2028line\u2029",
  "\u202eright to left",
  "\ufeff",
  "nul\u2400",
  "...",
  ".hidden",
  "ends with.",
  "node_modules",
  "x".repeat(255),
  "ü".repeat(127),
];

const OURS = /^Cannot use Deno's folder ".*; set DENO_DIR to another one$/;

Deno.test("a cache by any name that a file system allows works", async () => {
  const names = NAMES.slice(0, amount(6, NAMES.length));
  await using rig = await Rig.create(FILES, spec);
  const { digests } = await rig.run();
  for (const [index, name] of names.entries()) {
    const absolute = join(rig.folder, "caches", name);
    const cache = index % 2 === 0 ? absolute : relative(Deno.cwd(), absolute);
    const run = await rig.run({ cache });
    assert.deepEqual([run.failed, run.warnings, run.digests], [[], [], digests], name);
    assert.deepEqual((await rig.run({ cache })).executed, [], name);
    assert.deepEqual((await verifyCache(cache, { jobs: 1, progress: () => {} })).bad, [], name);
    await collectGarbage(cache, { dryRun: false, grace: 0 });
    assert.deepEqual((await rig.run({ cache })).executed, [], name);
  }
  const made = [...Deno.readDirSync(join(rig.folder, "caches"))].map(({ name }) => name);
  assert.deepEqual(made.sort(), names.toSorted()); // and no other
  covered(`${names.length} awkward names of a cache folder`);
});

Deno.test("the command line takes a cache by any name, or refuses it in one line", async () => {
  const names = NAMES.slice(0, amount(1, 16));
  const folder = await Deno.makeTempDir();
  try {
    for (const name of [...names, "y".repeat(256), "z/".repeat(2100)]) {
      const cache = join(folder, name, "cache");
      const words = ["--profile", "smoke", "--only", "tableA1", "--cache", cache];
      const run = await command(["reproduce", ...words, "--out", join(folder, "out"), "--json"]);
      if (run.status === 0) {
        assert.equal(eventsOf(run, "executed").length, 1, name);
        assert.ok((await Deno.stat(join(cache, "ac"))).isDirectory);
      } else {
        assert.ok(name.length > 255, name);
        assert.match(
          run.stderr,
          /^error: Cannot make the cache folder [^\n]* name too long[^\n]*\n$/i,
        );
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  covered(`${names.length + 2} awkward names for --cache`);
});

Deno.test("a DENO_DIR by any name works, or is refused in one line", async () => {
  const names = NAMES.slice(0, amount(2, NAMES.length));
  await using rig = await Rig.create({
    ...FILES,
    "packed.ts":
      `import canonicalize from "npm:canonicalize@5.1.0"; import { text } from "./text.ts";
      export const run = (action) => action.write("out", text(canonicalize({ b: 1 })));`,
  }, { stages: { packed: { module: "packed.ts" } }, actions: [{ name: "x", stage: "packed" }] });
  const { lock } = await readWorkspace(fileURLToPath(new URL("../..", import.meta.url)));
  const [specifier, id] = ["npm:canonicalize@5.1.0", "canonicalize@5.1.0"];
  const specifiers = { [specifier]: lock.specifiers[specifier] };
  const locked = { version: "5", specifiers, npm: { [id]: lock.npm[id] } };
  await rig.write("deno.lock", JSON.stringify(locked));
  const { npm } = await readWorkspace(rig.folder);
  const packages = ["canonicalize", "zod", "esbuild", "@esbuild"]; // what the engine itself imports
  const project = new URL("../../deno.json", import.meta.url);
  const { imports } = JSON.parse(await Deno.readTextFile(project)) as { imports: object };
  const own = Object.entries(imports).filter(([name]) => packages.includes(name));
  await rig.write("deno.json", JSON.stringify({ imports: Object.fromEntries(own) }));
  const refused: string[] = [];
  for (const name of names) {
    const denoDir = join(rig.folder, "deno", name);
    const registry = join(denoDir, "npm", npm.slice(npm.lastIndexOf("/npm/") + 5));
    await Deno.mkdir(registry, { recursive: true });
    const copy = ["cp", "-R", ...packages.map((name) => join(npm, name)), registry];
    assert.ok((await new Deno.Command(copy[0]!, { args: copy.slice(1) }).output()).success);
    await rig.write("spec.json", JSON.stringify(rig.spec));
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--cached-only", "--no-lock", `--config=${rig.folder}/deno.json`],
        ...["--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-sys"],
        new URL("../support/rig_process.ts", import.meta.url).href,
        rig.folder,
      ],
      env: { DENO_DIR: denoDir },
    }).output();
    const text = new TextDecoder().decode(stdout);
    const last = JSON.parse(text.trim().split("\n").at(-1) || "{}") as Event; // printed by rig_process.ts
    if (code === 0) {
      assert.ok(last.event === "done" && last.failed === 0, `${name}: ${text}`);
    } else {
      refused.push(name);
      if (/%2[CF]/.test(name)) assert.equal(text, ""); // Deno itself does not start what has packages
      else assert.ok(last.event === "warning" && OURS.test(last.message), `${name}: ${text}`);
    }
    await Deno.remove(denoDir, { recursive: true });
    await Deno.remove(rig.cache, { recursive: true }).catch(() => {});
  }
  assert.deepEqual(refused, names.filter((name) => /,|%2[CF]/.test(name)));
  covered(`${names.length} awkward names of Deno's folder, ${refused.length} of them refused`);
});
