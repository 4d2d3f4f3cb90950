import assert from "node:assert/strict";
import fc from "fast-check";
import { diffLines, hunks } from "../../../pipeline/explain/line_diff.ts";

const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
const keep = (diff: ReturnType<typeof diffLines>, marks: string): string[] =>
  diff.filter(({ mark }) => marks.includes(mark)).map(({ text }) => text);

Deno.test("diffLines() gives both texts back, with as few edits as there must be", () => {
  fc.assert(fc.property(lines, lines, (before, after) => {
    const diff = diffLines(before, after);
    assert.deepEqual(keep(diff, " -"), before);
    assert.deepEqual(keep(diff, " +"), after);
    assert.equal(keep(diff, " ").length, longestCommon(before, after));
  }));
});

Deno.test("hunks() shows what changed, with what stands around it", () => {
  const before = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const after = ["A", "b", "c", "d", "e", "f", "g", "H"];
  assert.deepEqual(hunks(diffLines(before, after), 1), [
    "- a",
    "+ A",
    "  b",
    "  …",
    "  g",
    "- h",
    "+ H",
  ]);
});

/** Length of the longest common subsequence, by the textbook. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    for (const [j, y] of b.entries()) {
      next.push(x === y ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    }
    row = next;
  }
  return row[b.length]!;
}
