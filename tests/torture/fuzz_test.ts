import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { sizeOf } from "../../lib/array.ts";
import { decodeNpy, encodeNpy } from "../../lib/files/npy.ts";
import { decodeSafetensors, encodeSafetensors } from "../../lib/files/safetensors.ts";
import { decodeDescription } from "../../pipeline/action_key.ts";
import { decodeActionResult, encodeActionResult } from "../../pipeline/action_result.ts";
import type { ActionResult } from "../../pipeline/action_result.ts";
import { digestOf, parseDigest } from "../../pipeline/digest.ts";
import type { ActionKey } from "../../pipeline/digest.ts";
import { UsageError } from "../../pipeline/errors.ts";
import { readHistory } from "../../pipeline/store/history.ts";
import { profileNames, readProfile } from "../../stages/configuration/profile.ts";
import { mutated } from "../support/mutated.ts";
import { amount, covered } from "./amount.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const data = Float32Array.from({ length: 24 }, (_, i) => Math.fround(i / 7));
const digest = digestOf("weights");
const key = digestOf("an action") as ActionKey; // as a key is: a digest
const result: ActionResult = {
  outputs: {
    weights: { digest, bytes: 4096, format: "safetensors" },
    history: { digest: digestOf("history"), bytes: 12, format: "json" },
  },
  started: "2024-05-07T09:00:00.000Z",
  completed: "2024-05-07T09:00:01.500Z",
};
const description = encode(JSON.stringify({
  version: 1,
  stage: "train",
  parameters: { seed: 0 },
  inputs: { initial: digest },
  outputs: { weights: "safetensors" },
  code: { bundle: digest, assets: {}, packages: { "zod@4.0.0": "sha512-x" } },
  numerics: { plain: digest },
}));

/** A reader accepts a mutated file, saying whether what it gave is whole, or throws its own error. */
interface Reader {
  readonly file: Uint8Array;
  readonly read: (bytes: Uint8Array<ArrayBuffer>) => unknown;
  /** Checks what was accepted. */
  readonly check: (value: unknown) => void;
  readonly refusal: RegExp;
}

const array = (value: unknown): void => {
  const { shape, data } = value as ReturnType<typeof decodeNpy>; // what the readers give
  assert.equal(data.length, sizeOf(shape));
};

const readers: Readonly<Record<string, Reader>> = {
  ".npy": {
    file: encodeNpy({ shape: [2, 3, 4], data }),
    read: decodeNpy,
    check: array,
    refusal: /^Cannot read \.npy: /,
  },
  ".safetensors": {
    file: encodeSafetensors({
      a: { shape: [4, 6], data },
      b: { shape: [1], data: data.slice(0, 1) },
    }),
    read: decodeSafetensors,
    check: (value) => Object.values(value as Record<string, unknown>).forEach(array), // by name
    refusal: /^Cannot read \.safetensors: /,
  },
  "action result": {
    // Only where a server has added something of its own may anything be other than it was.
    file: encode(encodeActionResult(key, result).replace("{", `{"note":"${" ".repeat(400)}",`)),
    read: (bytes) => decodeActionResult(new TextDecoder().decode(bytes), key),
    check: (value) => assert.deepEqual(value, result),
    refusal:
      /JSON|not an object|not a list|exitCode|Output path|Size of|Digest is|Time is|version|bind|another|Origin/,
  },
  "description of an action": {
    file: description,
    read: decodeDescription,
    check: (value) => assert.ok(value === undefined || Object.hasOwn(value as object, "stage")),
    refusal: /never/,
  },
};

for (const [name, { file, read, check, refusal }] of Object.entries(readers)) {
  Deno.test(`the reader of ${name} survives whatever was done to its file`, () => {
    const numRuns = amount(300, 10_000);
    let accepted = 0;
    const property = fc.property(mutated(file), (bytes) => {
      let value: unknown;
      try {
        value = read(bytes);
      } catch (error) {
        assert.match((error as Error).message, refusal);
        return;
      }
      if (value !== undefined) accepted++;
      check(value);
    });
    fc.assert(property, { numRuns, seed: 20240507 });
    assert.ok(accepted > 0, "no mutation left the file readable");
    covered(`${numRuns} mutated inputs of ${name}, ${accepted} of them readable`);
  });
}

Deno.test("the reader of profiles survives whatever was done to its file", async () => {
  const numRuns = amount(150, 10_000);
  const folder = await Deno.makeTempDir();
  const path = join(folder, "mine.json");
  let accepted = 0;
  try {
    for (const [index, profile] of profileNames.entries()) {
      const file = await Deno.readFile(
        new URL(`../../stages/configuration/profiles/${profile}.json`, import.meta.url),
      );
      const property = fc.asyncProperty(mutated(file), async (bytes) => {
        await Deno.writeFile(path, bytes);
        try {
          const { seeds } = await readProfile(path);
          assert.ok(seeds.every(Number.isSafeInteger));
          accepted++;
        } catch (error) {
          assert.ok(error instanceof UsageError, String(error));
          assert.ok(error.message.includes(path) && !error.message.includes("\n"), error.message);
        }
      });
      const share = Math.ceil(numRuns / profileNames.length);
      await fc.assert(property, { numRuns: share, seed: 20240507 + index });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  covered(`${numRuns} mutated profiles, ${accepted} of them readable`);
});

Deno.test("the reader of histories survives whatever was done to its file", async () => {
  const numRuns = amount(150, 10_000);
  const folder = await Deno.makeTempDir();
  const path = join(folder, "quick.json");
  const file = encode(JSON.stringify({ "spatial/train": digest, "figures/fig1a": digestOf("") }));
  try {
    const property = fc.asyncProperty(mutated(file), async (bytes) => {
      await Deno.writeFile(path, bytes);
      for (const key of (await readHistory(path)).values()) assert.equal(parseDigest(key), key);
    });
    await fc.assert(property, { numRuns, seed: 20240507 });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  covered(`${numRuns} mutated histories`);
});
