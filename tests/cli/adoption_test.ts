import assert from "node:assert/strict";
import { join } from "node:path";
import { copyTree } from "../support/copied_tree.ts";

const TRAIN = "spatial/vanilla/noisy/unbiased/seed0/train";

Deno.test("adopt takes a training over after a rename, and refuses a changed last bit", async (t) => {
  const folder = await Deno.makeTempDir();
  const tree = join(folder, "tree");
  await copyTree(tree);
  const run = async (...words: string[]): Promise<{ status: number; text: string }> => {
    const common = ["--profile", "smoke", "--only", TRAIN, "--cache", join(folder, "cache")];
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", join(tree, "cli/main.ts"), ...words, ...common],
      cwd: tree,
      env: { NO_COLOR: "1" },
    }).output();
    return {
      status: code,
      text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr),
    };
  };
  const edit = async (from: string | RegExp, to: string): Promise<void> => {
    const path = join(tree, "lib", "training", "adam.ts");
    const text = await Deno.readTextFile(path);
    assert.notEqual(text.replace(from, to), text);
    await Deno.writeTextFile(path, text.replace(from, to));
  };
  const adopt = () => run("adopt", "--batches", "10");
  assert.equal((await run("reproduce")).status, 0);

  await t.step("after a rename", async () => {
    await edit(/\brate\b/g, "stepSize");
    const { status, text } = await adopt();
    assert.equal(status, 0, text);
    assert.ok(text.includes(`Adopted, the same after batches 1, 2, 5, 10: ${TRAIN}`), text);
  });
  await t.step("and says so everywhere", async () => {
    assert.match((await run("explain", TRAIN)).text, /is adopted\n[^]*adopted 20\d\d-/);
    assert.match(
      (await run("status")).text,
      /^stage +condition +cached +adopted .*\n-+\n[^]*train/m,
    );
    const cached = (await run("reproduce")).text;
    assert.match(cached, /0 executed/);
    assert.match((await run("verify")).text, /gave the same bytes again/);
  });
  await t.step("not after an edit that changes a last bit", async () => {
    await edit("learningRate / (1", "(1 + 2 ** -23) * learningRate / (1");
    const { status, text } = await adopt();
    assert.equal(status, 1, text);
    assert.match(text, /Stays stale, the present code gives something else after batches 1: /);
  });
  await t.step("--no-adopted executes instead", async () => {
    await edit("(1 + 2 ** -23) * ", "");
    assert.match((await run("reproduce", "--dry-run")).text, /^0 to run, 3 cached/m);
    assert.match((await run("reproduce", "--no-adopted")).text, /1 executed/);
    assert.match((await run("explain", TRAIN)).text, /is cached\n/);
  });
  await Deno.remove(folder, { recursive: true });
});
