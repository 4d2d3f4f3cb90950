import assert from "node:assert/strict";
import { join } from "node:path";
import { Checkpoints } from "../../../pipeline/execute/checkpoint.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a process that starts now is given. */
async function newest(folder: string): Promise<string | undefined> {
  const payload = await new Checkpoints(folder).newest();
  return payload && new TextDecoder().decode(payload);
}

const names = (folder: string): string[] => [...Deno.readDirSync(folder)].map((e) => e.name).sort();

Deno.test("Checkpoints keep the newest and its predecessor", () =>
  inFolder(async (folder) => {
    assert.equal(await newest(folder), undefined);
    const checkpoints = new Checkpoints(folder);
    for (const text of ["one", "two", "three"]) await checkpoints.save(encode(text));
    assert.equal(await newest(folder), "three");
    assert.deepEqual(names(folder), ["checkpoint-1", "checkpoint-2"]);
  }));

Deno.test("Checkpoints fall back from a damaged one, which does not push out the good one", () =>
  inFolder(async (folder) => {
    const first = new Checkpoints(folder);
    await first.save(encode("one"));
    await first.save(encode("two"));
    await Deno.truncate(join(folder, "checkpoint-1"), 65);
    const second = new Checkpoints(folder);
    assert.equal(new TextDecoder().decode(await second.newest()), "one");
    await second.save(encode("three"));
    await Deno.writeTextFile(join(folder, "checkpoint-2"), "");
    assert.equal(await newest(folder), "one");
  }));

Deno.test("Checkpoints pass over folders and what a killed process left half written", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "checkpoint-7", "nested"), { recursive: true });
    await Deno.writeTextFile(join(folder, "checkpoint"), "half");
    const checkpoints = new Checkpoints(folder);
    assert.equal(await checkpoints.newest(), undefined);
    await checkpoints.save(encode("one"));
    assert.equal(await newest(folder), "one");
    assert.deepEqual(names(folder), ["checkpoint-8"]);
  }));
