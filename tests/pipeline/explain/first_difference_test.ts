import assert from "node:assert/strict";
import { firstDifference } from "../../../pipeline/explain/first_difference.ts";

Deno.test("firstDifference() finds where two values part", () => {
  const cases: [unknown, unknown, string | undefined][] = [
    [{ exp: "1", log: "2" }, { exp: "1", log: "2" }, undefined],
    [{ exp: "1", log: "2" }, { exp: "1", log: "3" }, "log"],
    [{ exp: "1" }, { exp: "1", pow: "3" }, "pow"],
    [
      { products: [{ digest: 1 }, { digest: 2 }] },
      { products: [{ digest: 1 }, {}] },
      "products[1].digest",
    ],
    [[0], [-0], "[0]"],
    [1, "1", ""],
  ];
  for (const [before, now, path] of cases) {
    assert.equal(firstDifference(before, now)?.path, path);
  }
});
