import assert from "node:assert/strict";
import { divergenceMatrix } from "../../../figures/parts/divergence_matrix.ts";

Deno.test("divergenceMatrix() averages over the seeds that have a value", () => {
  const matrix = divergenceMatrix([
    { quiescent: "U", seed: 0, values: { "U": null, "B": 2 } },
    { quiescent: "U", seed: 1, values: { "U": null, "B": null } },
    { quiescent: "U", seed: 2, values: { "U": null, "B": 4 } },
  ], 10);
  assert.deepEqual(matrix.cell("B", "U"), { value: 3 });
  assert.deepEqual(matrix.cell("U", "U"), { value: null });
});
