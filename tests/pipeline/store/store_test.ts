import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../../pipeline/digest.ts";
import { Store } from "../../../pipeline/store/store.ts";

const bytes = new TextEncoder().encode("place cells");

async function inStore(
  test: (store: Store, warnings: string[]) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const warnings: string[] = [];
  try {
    await test(
      await Store.open(join(folder, "a", "cache"), (text) => warnings.push(text)),
      warnings,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("Store.putBytes() makes a read-only blob, and heals a damaged one", () =>
  inStore(async (store, warnings) => {
    const digest = await store.putBytes(bytes);
    assert.equal(digest, digestOf(bytes));
    assert.equal((await Deno.stat(store.blobPath(digest))).mode! & 0o777, 0o444);
    assert.ok(await store.hasBlob(digest, bytes.length));
    await Deno.remove(store.blobPath(digest));
    await Deno.writeTextFile(store.blobPath(digest), "grid cells!");
    assert.equal(await store.putBytes(bytes), digest);
    assert.deepEqual(await store.readBlob(digest), bytes);
    assert.equal(warnings.length, 1);
    assert.deepEqual([...Deno.readDirSync(join(store.root, "tmp"))], []);
  }));

Deno.test("Store.putFile() takes equal files at once in place of a folder", () =>
  inStore(async (store) => {
    const digest = digestOf(bytes);
    for (let round = 0; round < 10; round++) {
      await Deno.remove(store.blobPath(digest)).catch(() => {}); // in the first round it is not there
      await Deno.mkdir(join(store.blobPath(digest), "nested"), { recursive: true });
      const paths = Array.from({ length: 8 }, (_, i) => join(store.root, "work", `file${i}`));
      for (const path of paths) await Deno.writeFile(path, bytes);
      await Promise.all(paths.map((path) => store.putFile(path)));
      assert.deepEqual(await store.readBlob(digest), bytes);
    }
  }));

Deno.test("Store.putFile() takes a file in place of a folder", () =>
  inStore(async (store) => {
    const digest = digestOf(bytes);
    await Deno.mkdir(join(store.blobPath(digest), "nested"), { recursive: true });
    const path = join(store.root, "work", "file");
    await Deno.writeFile(path, bytes);
    assert.deepEqual(await store.putFile(path), { digest, bytes: bytes.length });
    assert.deepEqual(await store.readBlob(digest), bytes);
  }));
