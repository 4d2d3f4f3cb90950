import assert from "node:assert/strict";
import { join } from "node:path";
import { commitOf } from "../../../cli/report/about.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

Deno.test("commitOf() finds what is checked out: detached, on a branch, packed, in a linked work tree", async () => {
  const folder = await Deno.makeTempDir();
  const write = async (path: string, text: string) => {
    await Deno.mkdir(join(folder, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(folder, path), text);
  };
  assert.equal(await commitOf(folder), undefined);
  await write(".git/HEAD", `${COMMIT}\n`);
  assert.equal(await commitOf(folder), COMMIT);
  await write(".git/HEAD", "ref: refs/heads/main\n");
  assert.equal(await commitOf(folder), undefined, "a branch without a commit");
  await write(
    ".git/packed-refs",
    `# pack-refs\n${"f".repeat(40)} refs/heads/other\n${COMMIT} refs/heads/main\n`,
  );
  assert.equal(await commitOf(folder), COMMIT);
  await write(".git/refs/heads/main", `${"a".repeat(40)}\n`);
  assert.equal(await commitOf(folder), "a".repeat(40), "newer than what is packed");
  await write(".git/worktrees/linked/HEAD", "ref: refs/heads/main\n");
  await write(".git/worktrees/linked/commondir", "../..\n");
  await write("linked/.git", `gitdir: ${join(folder, ".git", "worktrees", "linked")}\n`);
  assert.equal(await commitOf(join(folder, "linked")), "a".repeat(40));
  await Deno.remove(folder, { recursive: true });
});
