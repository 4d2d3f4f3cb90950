import assert from "node:assert/strict";
import { readLines } from "../../../pipeline/execute/lines.ts";

/** Gives one piece after the other. */
function reader(pieces: readonly Uint8Array[]) {
  const left = [...pieces];
  return {
    read(into: Uint8Array): Promise<number | null> {
      const piece = left.shift();
      if (piece !== undefined) into.set(piece);
      return Promise.resolve(piece?.length ?? null);
    },
  };
}

Deno.test("readLines() gives whole lines, wherever the bytes are cut", async () => {
  const bytes = new TextEncoder().encode("one\n\nüber drei\nrest");
  for (const size of [1, 2, 5, 100]) {
    const pieces = [];
    for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
    const lines = await Array.fromAsync(readLines(reader(pieces)));
    assert.deepEqual(lines, ["one", "", "über drei", "rest"]);
  }
  assert.deepEqual(await Array.fromAsync(readLines(reader([]))), []);
});
