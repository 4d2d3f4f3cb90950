import assert from "node:assert/strict";
import { wrap } from "../../../figures/parts/wrap.ts";

Deno.test("wrap() breaks between words and leaves long ones whole", () => {
  assert.deepEqual(wrap("one two three", 8 * 5.6), ["one two", "three"]);
  assert.deepEqual(wrap("a deterministically b", 8 * 5.6), ["a", "deterministically", "b"]);
  assert.deepEqual(wrap("", 40), [""]);
});
