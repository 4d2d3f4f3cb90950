import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "../support/command.ts";
import { flip } from "../support/damage.ts";
import { canBeOrdinary, ORDINARILY, setWritable } from "../support/ordinary_user.ts";

Deno.test({
  name:
    "a complete cache that cannot be written can be read, and says so in one line where it is not enough",
  ignore: !await canBeOrdinary(),
  fn: async (t) => {
    const folder = await Deno.makeTempDir();
    const cache = join(folder, "cache");
    const smoke = ["--profile", "smoke", "--cache", cache];
    const only = ["--only", "tableA1,tableA2"];
    const out = (name: string): string[] => ["--out", join(folder, name)];
    const first = await command(["reproduce", ...smoke, ...only, ...out("first")]);
    assert.equal(first.status, 0, first.stderr);
    for (const name of ["tmp", "work"]) await Deno.remove(join(cache, name), { recursive: true }); // as of a copy
    await setWritable(cache, false);
    const ordinarily = (...args: readonly string[]) => command(args, { before: ORDINARILY });

    await t.step("reproduce writes the figures and executes nothing", async () => {
      const run = await ordinarily("reproduce", ...smoke, ...only, ...out("again"));
      assert.equal(run.status, 0, run.stderr);
      assert.match(run.stderr, /^0 executed, 2 cached$/m);
      for (const file of ["tableA1.svg", "tableA2.png", "index.html"]) {
        const [before, now] = [join(folder, "first", file), join(folder, "again", file)];
        assert.deepEqual(await Deno.readFile(now), await Deno.readFile(before), file);
      }
    });
    await t.step("also under another configuration, whose history it cannot keep", async () => {
      const run = await ordinarily("reproduce", ...smoke, ...only, "--seeds", "5", ...out("other"));
      assert.equal(run.status, 0, run.stderr);
    });
    await t.step("status, explain, export and cache verify read it", async () => {
      const status = await ordinarily("status", ...smoke, ...only);
      assert.deepEqual([status.status, status.stderr], [0, ""]);
      assert.match(status.stdout, /^0 to run, 2 cached/m);
      const explained = await ordinarily("explain", "tableA1", ...smoke);
      assert.deepEqual([explained.status, explained.stderr], [0, ""]);
      const exported = await ordinarily("export", ...smoke, ...only, ...out("exported"));
      assert.equal(exported.status, 0, exported.stderr);
      for (const word of ["verify", "stats"]) {
        const run = await ordinarily("cache", word, "--cache", cache);
        assert.deepEqual([run.status, run.stderr.replace(/.*\r/, "")], [0, ""]);
      }
    });
    await t.step("what must run ends in one line", async () => {
      const run = await ordinarily("reproduce", ...smoke, "--only", "fig1b", ...out("more"));
      assert.equal(run.status, 1);
      const errors = run.stderr.split("\n").filter((line) => !/^(\d|run |done |$)/.test(line));
      assert.equal(errors.length, 1, run.stderr);
      assert.match(
        errors[0]!,
        /^error: Cannot .*: permission denied; choose a folder you own with --/,
      );
    });
    await t.step("a damaged figure is missing, not removed", async () => {
      const blob = await blobOf(join(folder, "first", "tableA1.svg"), cache);
      await setWritable(cache, true);
      flip(blob);
      await setWritable(cache, false);
      const run = await ordinarily("export", ...smoke, ...only, ...out("damaged"));
      assert.equal(run.status, 1);
      assert.match(run.stderr, /^warning: Artifact .* is damaged/m);
      assert.match(
        run.stderr,
        /^1 action has no artifacts in the cache, e\.g\. figures\/tableA1/m,
      );
      assert.ok((await Deno.stat(blob)).isFile);
    });
    await setWritable(cache, true);
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test("an output folder that is the cache or in it is refused, before anything runs", async () => {
  const folder = await Deno.makeTempDir();
  const cache = join(folder, "cache");
  const link = join(folder, "link");
  await Deno.mkdir(cache);
  await Deno.symlink(cache, link);
  const smoke = ["--profile", "smoke", "--cache", cache];
  const cases = [
    ["reproduce", ...smoke, "--only", "tableA1", "--out", cache],
    ["reproduce", ...smoke, "--only", "tableA1", "--out", join(link, "new", "folder")],
    ["export", ...smoke, "--out", join(cache, "cas", "..")],
    ["publish", ...smoke, "--out", join(cache, "dist")],
  ];
  for (const args of cases) {
    const run = await command(args);
    assert.equal(run.status, 2, run.stderr);
    assert.match(
      run.stderr,
      /^error: Cannot write results into ".*": it is (in )?the cache folder; /m,
    );
    assert.equal(run.stderr.trim().split("\n").length, 1);
  }
  const beside = await command([
    "reproduce",
    ...smoke,
    "--only",
    "tableA1",
    "--out",
    `${cache}-out`,
  ]);
  assert.equal(beside.status, 0, beside.stderr);
  await Deno.remove(folder, { recursive: true });
});

/** The blob of a file that was written from the cache. */
async function blobOf(file: string, cache: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", await Deno.readFile(file));
  const digest = new Uint8Array(hash).toHex();
  return join(cache, "cas", digest.slice(0, 2), digest);
}
