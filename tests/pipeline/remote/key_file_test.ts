import assert from "node:assert/strict";
import { join } from "node:path";
import { signedBy } from "../../../pipeline/action_result.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import type { ActionKey } from "../../../pipeline/digest.ts";
import { newKey, readSigner, readTrustedKeys } from "../../../pipeline/remote/key_file.ts";
import { sign, signerOf } from "../../../pipeline/store/signature.ts";

const KEY = digestOf("an action") as ActionKey; // as a key is: a digest
const RESULT = { outputs: {}, started: "2026-11-22", completed: "2026-11-22" };

/** A folder with a repository in it, and a place for keys outside. */
async function folders(): Promise<{ root: string; repository: string; file: string }> {
  const root = await Deno.makeTempDir();
  const repository = join(root, "repository");
  await Deno.mkdir(join(repository, "lib"), { recursive: true });
  return { root, repository, file: join(root, "lab.key") };
}

Deno.test("newKey() writes a key that only its owner reads, and readTrustedKeys() takes its public part", async () => {
  const { repository, file, root } = await folders();
  const open = await newKey(file, "lab-2026", repository);
  assert.match(open, /^lab-2026:[A-Za-z0-9+/]{43}=$/);
  assert.equal((await Deno.stat(file)).mode! & 0o777, 0o600);
  assert.ok(!open.includes((await Deno.readTextFile(file)).trim().slice(9, 60)));
  const text = await sign(KEY, RESULT, await readSigner(file, repository));
  const list = join(root, "keys");
  const another = await newKey(join(root, "b.key"), "b", repository);
  await Deno.writeTextFile(list, `# whom we trust\n${another}\n\n${open} # since 2026\n`);
  for (const given of [open, `${another},${open}`, list]) {
    const trusted = await readTrustedKeys(given);
    const by = await signerOf(KEY, { ...RESULT, ...signedBy(text) }, trusted);
    assert.equal(by, "lab-2026", given);
  }
  const only = await readTrustedKeys(another);
  assert.equal(await signerOf(KEY, { ...RESULT, ...signedBy(text) }, only), undefined);
  await Deno.remove(root, { recursive: true });
});

Deno.test("newKey() and readSigner() refuse a key in the repository, also by a link", async () => {
  const { repository, file, root } = await folders();
  await newKey(file, "lab", repository);
  const inside = join(repository, "lib", "lab.key");
  await assert.rejects(
    newKey(inside, "lab", repository),
    /inside the repository it could be committed/,
  );
  await Deno.symlink(join(repository, "lib"), join(root, "link"));
  await assert.rejects(newKey(join(root, "link", "lab.key"), "lab", repository), /committed/);
  await Deno.copyFile(file, inside);
  await assert.rejects(readSigner(inside, repository), /committed/);
  await Deno.symlink(inside, join(root, "lab2.key"));
  await assert.rejects(readSigner(join(root, "lab2.key"), repository), /committed/);
  await Deno.remove(root, { recursive: true });
});

Deno.test("newKey() overwrites no file and takes no odd name", async () => {
  const { repository, file, root } = await folders();
  await newKey(file, "lab", repository);
  const before = await Deno.readTextFile(file);
  await assert.rejects(newKey(file, "lab", repository), /a key is never overwritten/);
  assert.equal(await Deno.readTextFile(file), before);
  await assert.rejects(newKey(join(root, "b"), "a:b", repository), /Cannot name a key "a:b"/);
  await Deno.remove(root, { recursive: true });
});

Deno.test("readSigner() refuses a file that others may read, and one that is no key", async () => {
  const { repository, file, root } = await folders();
  await newKey(file, "lab", repository);
  await Deno.chmod(file, 0o640);
  await assert.rejects(readSigner(file, repository), /others may read it; chmod 600/);
  await Deno.writeTextFile(file, "lab:AAAA\n");
  await Deno.chmod(file, 0o600);
  await assert.rejects(readSigner(file, repository), /it is no private key/);
  await assert.rejects(readSigner(join(root, "none"), repository), /Cannot use the key/);
  await Deno.remove(root, { recursive: true });
});

Deno.test("readTrustedKeys() refuses what is no key, rather than trust nobody in silence", async () => {
  const root = await Deno.makeTempDir();
  const list = join(root, "keys");
  await assert.rejects(readTrustedKeys(list), /Cannot read the trusted keys/);
  await Deno.writeTextFile(list, "# none yet\n");
  await assert.rejects(readTrustedKeys(list), /There is no key in/);
  await Deno.writeTextFile(list, "lab:tooshort\n");
  await assert.rejects(readTrustedKeys(list), /Cannot trust the key "lab:tooshort"/);
  await Deno.remove(root, { recursive: true });
});
