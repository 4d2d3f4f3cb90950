import assert from "node:assert/strict";

/** Asserts |actual - expected| <= relative |expected| + absolute, entry by entry. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative = 0, absolute = 0 }: { relative?: number; absolute?: number },
): void {
  assert.equal(actual.length, expected.length, "lengths differ");
  for (let i = 0; i < expected.length; i++) {
    const allowed = relative * Math.abs(expected[i]!) + absolute;
    assert.ok(
      Math.abs(actual[i]! - expected[i]!) <= allowed,
      `entry ${i}: found ${actual[i]}, expected ${expected[i]} within ${allowed}`,
    );
  }
}
