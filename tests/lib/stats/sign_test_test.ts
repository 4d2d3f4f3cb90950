import assert from "node:assert/strict";
import { signTest } from "../../../lib/stats/sign_test.ts";

Deno.test("signTest() gives the exact one-sided chance", () => {
  assert.equal(signTest(5, 5), 1 / 32);
  assert.equal(signTest(4, 5), 6 / 32, "one way to have all and five to have all but one");
  assert.equal(signTest(0, 5), 1);
  assert.equal(signTest(0, 0), 1);
  assert.equal(signTest(15, 20), 21_700 / 2 ** 20, "the tail of a binomial distribution");
});
