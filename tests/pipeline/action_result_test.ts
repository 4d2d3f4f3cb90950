import assert from "node:assert/strict";
import {
  decodeActionResult,
  encodeActionResult,
  secondsOf,
  signedBy,
} from "../../pipeline/action_result.ts";
import { digestOf } from "../../pipeline/digest.ts";

const result = {
  outputs: { weights: { digest: digestOf("a"), bytes: 2 ** 40, format: "safetensors" } },
  started: "2025-01-01T00:00:00.000Z",
  completed: "2025-01-01T00:01:00.500Z",
};

Deno.test("encodeActionResult() writes REAPI's proto3 JSON, and decodeActionResult() reads it", () => {
  const text = encodeActionResult(result);
  assert.deepEqual(JSON.parse(text), {
    outputFiles: [{
      path: "weights.safetensors",
      digest: { hash: digestOf("a"), sizeBytes: "1099511627776" },
    }],
    executionMetadata: {
      executionStartTimestamp: result.started,
      executionCompletedTimestamp: result.completed,
    },
  });
  assert.deepEqual(decodeActionResult(text), result);
  assert.equal(secondsOf(result), 60.5);
});

Deno.test("a signature is an output file with its bytes; what made a result is the worker", () => {
  const signed = { ...result, ...signedBy("lab:AAAA"), from: "remote" } as const;
  const text = encodeActionResult(signed);
  assert.deepEqual(decodeActionResult(text), signed);
  const { outputFiles, executionMetadata } = JSON.parse(text);
  assert.deepEqual(outputFiles[1], {
    path: ".signature",
    digest: { hash: digestOf("lab:AAAA"), sizeBytes: "8" },
    contents: btoa("lab:AAAA"),
  });
  assert.equal(executionMetadata.worker, "remote");
  const digestOnly = { ...result, from: "remote", signature: { digest: digestOf("lab:AAAA") } };
  const without = text.replace(/"contents":"[^"]*",/, "");
  assert.notEqual(without, text);
  assert.deepEqual(decodeActionResult(without), digestOnly);
  const forged = text.replace(btoa("lab:AAAA"), btoa("lab:BBBB"));
  assert.deepEqual(decodeActionResult(forged), digestOnly, "bytes that are not the digest's");
});

Deno.test("decodeActionResult() takes any form of a time, and any worker's name for none of ours", () => {
  const text = encodeActionResult(result).replace("00:00.000Z", "00:00Z")
    .replace("01:00.500Z", "01:00.500000Z")
    .replace(`"executionStart`, `"worker":"10.0.0.7","executionStart`);
  assert.notEqual(text, encodeActionResult(result));
  assert.deepEqual(decodeActionResult(text), result);
});

Deno.test("decodeActionResult() takes a size that proto3 left out as 0", () => {
  const text = encodeActionResult(result).replace(`,"sizeBytes":"1099511627776"`, "");
  assert.equal(decodeActionResult(text).outputs["weights"]!.bytes, 0);
});
