import assert from "node:assert/strict";
import {
  decodeActionResult,
  encodeActionResult,
  secondsOf,
  signedBy,
  UnboundRecord,
} from "../../pipeline/action_result.ts";
import type { ActionResult } from "../../pipeline/action_result.ts";
import { digestOf } from "../../pipeline/digest.ts";
import type { ActionKey } from "../../pipeline/digest.ts";
import { originText } from "../../pipeline/origin.ts";

const key = digestOf("an action") as ActionKey; // as a key is: a digest
const result: ActionResult = {
  outputs: { weights: { digest: digestOf("a"), bytes: 2 ** 40, format: "safetensors" } },
  started: "2025-01-01T00:00:00.000Z",
  completed: "2025-01-01T00:01:00.500Z",
};
const imported: ActionResult = { ...result, from: { kind: "import", place: "dist" } };

Deno.test("encodeActionResult() writes REAPI's proto3 JSON, and decodeActionResult() reads it", () => {
  const text = encodeActionResult(key, result);
  const { stdoutRaw, ...rest } = JSON.parse(text);
  assert.deepEqual(rest, {
    outputFiles: [{
      path: "weights.safetensors",
      digest: { hash: digestOf("a"), sizeBytes: "1099511627776" },
    }],
    executionMetadata: {
      executionStartTimestamp: result.started,
      executionCompletedTimestamp: result.completed,
    },
  });
  assert.deepEqual(Object.keys(JSON.parse(atob(stdoutRaw))), ["action", "checksum"]);
  assert.deepEqual(decodeActionResult(text, key), result);
  assert.equal(secondsOf(result), 60.5);
});

Deno.test("a signature is an output file with its bytes", () => {
  const signed = { ...imported, ...signedBy("lab:AAAA") };
  const text = encodeActionResult(key, signed);
  assert.deepEqual(decodeActionResult(text, key), signed);
  const { outputFiles } = JSON.parse(text);
  assert.deepEqual(outputFiles[1], {
    path: ".signature",
    digest: { hash: digestOf("lab:AAAA"), sizeBytes: "8" },
    contents: btoa("lab:AAAA"),
  });
  const digestOnly = { ...imported, signature: { digest: digestOf("lab:AAAA") } };
  const without = text.replace(/"contents":"[^"]*",/, "");
  assert.notEqual(without, text);
  assert.deepEqual(decodeActionResult(without, key), digestOnly);
  const forged = text.replace(btoa("lab:AAAA"), btoa("lab:BBBB"));
  assert.deepEqual(decodeActionResult(forged, key), digestOnly, "bytes that are not the digest's");
});

Deno.test("decodeActionResult() takes any form of a time, and any name of a worker", () => {
  const text = encodeActionResult(key, result).replace("00:00.000Z", "00:00Z")
    .replace("01:00.500Z", "01:00.500000Z")
    .replace(`"executionStart`, `"worker":"10.0.0.7","executionStart`);
  assert.notEqual(text, encodeActionResult(key, result));
  assert.deepEqual(decodeActionResult(text, key), result);
});

Deno.test("decodeActionResult() takes a size that proto3 left out as 0", () => {
  const weights = { digest: digestOf(""), bytes: 0, format: "npy" };
  const empty = { ...result, outputs: { weights } };
  const text = encodeActionResult(key, empty).replace(`,"sizeBytes":"0"`, "");
  assert.deepEqual(decodeActionResult(text, key), empty);
});

Deno.test("decodeActionResult() refuses another action's result, and any that was changed", () => {
  const text = encodeActionResult(key, imported);
  const other = digestOf("another action") as ActionKey;
  assert.throws(() => decodeActionResult(encodeActionResult(other, imported), key), {
    message: `it is the result of another action, ${other.slice(0, 12)}`,
  });
  const bind = (change: (binding: Record<string, unknown>) => void) => {
    const record = JSON.parse(text);
    const binding = JSON.parse(atob(record.stdoutRaw));
    change(binding);
    return JSON.stringify({ ...record, stdoutRaw: btoa(JSON.stringify(binding)) });
  };
  const changes: Readonly<Record<string, string>> = {
    "an artifact": text.replace(digestOf("a"), digestOf("b")),
    "a size": text.replace("1099511627776", "1099511627775"),
    "a format": text.replace("weights.safetensors", "weights.npy"),
    "a name": text.replace("weights.safetensors", "biases.safetensors"),
    "an output less": text.replace(/"outputFiles":\[.*\]/, `"outputFiles":[]`),
    "a time": text.replace("01:00.500Z", "01:00.501Z"),
    "an origin": bind((binding) => binding["from"] = { kind: "import", place: "other" }),
    "made here": bind((binding) => delete binding["from"]),
    "the key of a copy": bind((binding) => binding["action"] = other),
  };
  for (const [what, changed] of Object.entries(changes)) {
    assert.notEqual(changed, text, what);
    const asked = what === "the key of a copy" ? other : key;
    assert.throws(() => decodeActionResult(changed, asked), { message: "its checksum is another" });
  }
});

Deno.test("decodeActionResult() knows a record that says of no action", () => {
  const text = encodeActionResult(key, result).replace(/"stdoutRaw":"[^"]*"/, `"x":0`);
  assert.throws(() => decodeActionResult(text, key), UnboundRecord);
});

Deno.test("originText() says where a result is from and who vouches for it", () => {
  assert.equal(originText(result), "made here");
  assert.equal(originText(imported), 'imported from "dist", unsigned');
  const signed = { ...imported, ...signedBy("lab:AAAA") };
  assert.equal(originText(signed), 'imported from "dist", its signature not checked');
  const place = "https://cache.example.org/\x1b[2J";
  assert.equal(
    originText({ ...signed, from: { kind: "remote", place, signedBy: "lab" } }),
    "from the remote cache https://cache.example.org/?[2J, signed by lab",
  );
});
