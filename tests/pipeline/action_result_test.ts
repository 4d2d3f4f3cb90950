import assert from "node:assert/strict";
import { decodeActionResult, encodeActionResult, secondsOf } from "../../pipeline/action_result.ts";
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

Deno.test("decodeActionResult() takes a size that proto3 left out as 0", () => {
  const text = encodeActionResult(result).replace(`,"sizeBytes":"1099511627776"`, "");
  assert.equal(decodeActionResult(text).outputs["weights"]!.bytes, 0);
});
