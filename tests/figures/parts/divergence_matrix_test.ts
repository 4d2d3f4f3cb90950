import assert from "node:assert/strict";
import { divergenceMatrix } from "../../../figures/parts/divergence_matrix.ts";

const uncertain = { errors: {}, clipped: {} };

Deno.test("divergenceMatrix() averages over the seeds that have a value", () => {
  const matrix = divergenceMatrix([
    { quiescent: "U", seed: 0, ...uncertain, values: { "U": null, "B": 2 } },
    { quiescent: "U", seed: 1, ...uncertain, values: { "U": null, "B": null } },
    { quiescent: "U", seed: 2, ...uncertain, values: { "U": null, "B": 4 } },
  ], 10);
  assert.deepEqual(matrix.cell("B", "U"), { value: 3 });
  assert.deepEqual(matrix.cell("U", "U"), { value: null });
});
