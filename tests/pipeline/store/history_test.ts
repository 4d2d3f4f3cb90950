import assert from "node:assert/strict";
import { actionKey } from "../../../pipeline/action_key.ts";
import type { ActionDescription } from "../../../pipeline/action_key.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import { History } from "../../../pipeline/store/history.ts";
import { Store } from "../../../pipeline/store/store.ts";

Deno.test("History tells what an action was when it last had a result", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const store = await Store.open(folder, () => {});
    const digest = digestOf("");
    const description: ActionDescription = {
      version: 1,
      stage: "train",
      parameters: {},
      inputs: {},
      outputs: { weights: "safetensors" },
      code: { bundle: digest, assets: {}, packages: {} },
      numerics: {},
    };
    const { key, bytes } = actionKey(description);
    await store.putBytes(bytes);
    const first = await History.open(store, "quick");
    first.note("train", key);
    assert.equal(await first.previous("train"), undefined);
    await first.save();
    const second = await History.open(store, "quick");
    assert.deepEqual(await second.previous("train"), description);
    assert.equal(await (await History.open(store, "full")).previous("train"), undefined);
    await Deno.remove(store.blobPath(key));
    assert.equal(await second.previous("train"), undefined);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
