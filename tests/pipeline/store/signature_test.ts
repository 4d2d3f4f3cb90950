import assert from "node:assert/strict";
import { signedBy } from "../../../pipeline/action_result.ts";
import type { ActionResult } from "../../../pipeline/action_result.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import type { ActionKey } from "../../../pipeline/digest.ts";
import { sign, signerOf } from "../../../pipeline/store/signature.ts";
import { keyPair } from "../../support/remote/machines.ts";

const KEY = digestOf("an action") as ActionKey; // as a key is: a digest

const RESULT: ActionResult = {
  outputs: {
    weights: { digest: digestOf("weights"), bytes: 7, format: "safetensors" },
    metrics: { digest: digestOf("metrics"), bytes: 9, format: "json" },
  },
  started: "2026-11-22T15:34:00.000Z",
  completed: "2026-11-22T15:35:00.000Z",
};

const { weights, metrics } = RESULT.outputs as Record<
  string,
  NonNullable<typeof RESULT.outputs[string]>
>;

Deno.test("signerOf() names the signer of what sign() signed, in any order of outputs", async () => {
  const { signer, trusted } = await keyPair("lab");
  const text = await sign(KEY, RESULT, signer);
  assert.match(text, /^lab:[A-Za-z0-9+/]{86}==$/);
  assert.equal(text, await sign(KEY, RESULT, signer), "Ed25519 has no chance in it");
  const turned = {
    ...RESULT,
    outputs: { metrics: metrics!, weights: weights! },
    ...signedBy(text),
  };
  assert.equal(await signerOf(KEY, turned, trusted), "lab");
});

Deno.test("signerOf() names nobody for any other key, output, size, format, name, signer or signature", async () => {
  const { signer, trusted } = await keyPair("lab");
  const other = await keyPair("lab");
  const text = await sign(KEY, RESULT, signer);
  const signed = { ...RESULT, ...signedBy(text) };
  const outputs = (changed: ActionResult["outputs"]) => ({ ...signed, outputs: changed });
  const forged: Readonly<Record<string, readonly [ActionKey, ActionResult]>> = {
    "another action": [digestOf("another") as ActionKey, signed],
    "another digest": [
      KEY,
      outputs({ ...RESULT.outputs, metrics: { ...metrics!, digest: digestOf("") } }),
    ],
    "another size": [KEY, outputs({ ...RESULT.outputs, metrics: { ...metrics!, bytes: 8 } })],
    "another format": [
      KEY,
      outputs({ ...RESULT.outputs, metrics: { ...metrics!, format: "npy" } }),
    ],
    "swapped names": [KEY, outputs({ weights: metrics!, metrics: weights! })],
    "an output less": [KEY, outputs({ weights: weights! })],
    "no signature": [KEY, RESULT],
    "a signature that was not fetched": [KEY, { ...RESULT, signature: { digest: digestOf(text) } }],
    "another signer of that name": [KEY, {
      ...RESULT,
      ...signedBy(await sign(KEY, RESULT, other.signer)),
    }],
    "another name": [KEY, { ...RESULT, ...signedBy(text.replace("lab", "lob")) }],
    "a signature cut short": [KEY, { ...RESULT, ...signedBy(text.slice(0, -8)) }],
    "no base64": [KEY, { ...RESULT, ...signedBy("lab:???") }],
    "no name": [KEY, { ...RESULT, ...signedBy(text.slice(4)) }],
  };
  assert.equal(await signerOf(KEY, signed, trusted), "lab");
  for (const [what, [key, result]] of Object.entries(forged)) {
    assert.equal(await signerOf(key, result, trusted), undefined, what);
  }
});
