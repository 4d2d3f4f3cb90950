import assert from "node:assert/strict";
import { join } from "node:path";
import { TextWriter, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";
import { writeZip } from "../../../pipeline/publish/zip.ts";

Deno.test("writeZip() packs files in their order, the same bytes whenever they were written", async () => {
  const folder = await Deno.makeTempDir();
  const target = join(folder, "all.zip");
  const texts = new Map([["b/c.txt", "hello ".repeat(1000)], ["a.txt", ""], ["b/a.txt", "end"]]);
  await Deno.mkdir(join(folder, "b"));
  for (const [path, text] of texts) await Deno.writeTextFile(join(folder, path), text);
  await writeZip(folder, [...texts.keys()], target);
  const first = await Deno.readFile(target);
  const zip = new ZipReader(new Uint8ArrayReader(first));
  const found = new Map<string, string>();
  for (const entry of await zip.getEntries()) {
    assert.ok(!entry.directory);
    found.set(entry.filename, await entry.getData(new TextWriter(), { useWebWorkers: false }));
  }
  await zip.close();
  assert.deepEqual([...found], [...texts]);
  assert.ok(first.length < 1000, "compressed");

  for (const path of texts.keys()) await Deno.utime(join(folder, path), 1e9, 1e9);
  await writeZip(folder, [...texts.keys()], target);
  assert.deepEqual(await Deno.readFile(target), first);

  await assert.rejects(
    writeZip(folder, ["missing"], join(folder, "none.zip")),
    /Cannot write .*none/,
  );
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  assert.deepEqual(names, ["a.txt", "all.zip", "b"], "nothing half written stays");
  await Deno.remove(folder, { recursive: true });
});
