import assert from "node:assert/strict";
import { digestOf, digestOfFile, parseDigest, shorten } from "../../pipeline/digest.ts";

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2, B.1

Deno.test("digestOf() is SHA-256", () => {
  assert.equal(digestOf("abc"), ABC);
  assert.equal(digestOf(new TextEncoder().encode("abc")), ABC);
});

Deno.test("digestOfFile() agrees with digestOf() for a file of several pieces", async () => {
  const path = await Deno.makeTempFile();
  try {
    const bytes = Uint8Array.from({ length: (1 << 21) + 7 }, (_, i) => i % 251);
    await Deno.writeFile(path, bytes);
    assert.deepEqual(await digestOfFile(path), { digest: digestOf(bytes), bytes: bytes.length });
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("parseDigest() accepts 64 lower-case hexadecimal digits only", () => {
  assert.equal(parseDigest(ABC), ABC);
  for (const bad of [ABC.toUpperCase(), ABC.slice(1), ` ${ABC}`, `${ABC}\n`, "../x", 3, null]) {
    assert.throws(() => parseDigest(bad), /expected 64 hexadecimal digits/);
  }
  assert.equal(shorten(parseDigest(ABC)), "ba7816bf8f01");
});
