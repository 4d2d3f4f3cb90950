import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../../pipeline/digest.ts";
import { remember } from "../../../pipeline/store/remember.ts";
import { Store } from "../../../pipeline/store/store.ts";

/** A store, and how often a text was made of some inputs. */
async function withStore(
  work: (
    folder: string,
    text: (inputs: string) => Promise<string>,
    made: string[],
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const store = await Store.open(folder, () => {});
  const made: string[] = [];
  try {
    await work(folder, (inputs) =>
      remember(store, inputs, () => {
        made.push(inputs);
        return Promise.resolve(`made of ${inputs}`);
      }), made);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("remember() makes a text once for the same inputs, and another for others", async () => {
  await withStore(async (_folder, text, made) => {
    for (const inputs of ["a", "a", "b", "a", "b"]) {
      assert.equal(await text(inputs), `made of ${inputs}`);
    }
    assert.deepEqual(made, ["a", "b"]);
  });
});

Deno.test("remember() makes a text again whose record is damaged, gone, or of other inputs", async () => {
  await withStore(async (folder, text, made) => {
    await text("a");
    await text("b");
    const record = join(folder, "code", digestOf("a"));
    const blob = await Deno.readTextFile(record);
    const path = join(folder, "cas", blob.slice(0, 2), blob);
    const other = await Deno.readTextFile(join(folder, "code", digestOf("b")));
    await Deno.chmod(path, 0o644);
    await Deno.writeTextFile(path, `{"from":"${digestOf("a")}","text":"made of nothing"}`);
    assert.equal(await text("a"), "made of a"); // the blob is not what its name says
    for (const wrong of [other, "no digest", digestOf("not there")]) {
      await Deno.writeTextFile(record, wrong);
      assert.equal(await text("a"), "made of a", wrong);
    }
    await Deno.remove(record);
    assert.equal(await text("a"), "made of a");
    assert.equal(made.filter((inputs) => inputs === "a").length, 6);
  });
});

Deno.test("remember() gives the text where it cannot keep it", async () => {
  await withStore(async (folder, text) => {
    await Deno.remove(join(folder, "code"), { recursive: true });
    await Deno.writeTextFile(join(folder, "code"), ""); // a file in place of the folder
    assert.equal(await text("a"), "made of a");
    assert.equal(await text("a"), "made of a");
  });
});
