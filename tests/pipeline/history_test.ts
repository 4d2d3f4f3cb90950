import assert from "node:assert/strict";
import { parseDigest } from "../../pipeline/digest.ts";
import type { ActionKey } from "../../pipeline/digest.ts";
import { History } from "../../pipeline/history.ts";
import { Store } from "../../pipeline/store.ts";

Deno.test("History tells what an action was when it last had a result", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const store = await Store.open(folder, () => {});
    const description = new TextEncoder().encode(`{"stage":"train"}`);
    const key = parseDigest(await store.putBytes(description)) as ActionKey; // of these bytes
    const first = await History.open(store, "quick");
    first.note("train", key);
    assert.equal(await first.previous("train"), undefined);
    await first.save();
    const second = await History.open(store, "quick");
    assert.deepEqual(await second.previous("train"), { stage: "train" });
    assert.equal(await (await History.open(store, "full")).previous("train"), undefined);
    await Deno.remove(store.blobPath(key));
    assert.equal(await second.previous("train"), undefined);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
