import assert from "node:assert/strict";
import fc from "fast-check";
import { layeredLayout } from "../../../pipeline/explain/layered_layout.ts";

Deno.test("layeredLayout() puts every box once, right of all that it takes from", () => {
  const edges = fc.array(
    fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a < b)
      .map(([a, b]): [string, string] => [String(a), String(b)]),
    { maxLength: 25 },
  );
  fc.assert(fc.property(edges, (edges) => {
    const ids = Array.from({ length: 12 }, (_, i) => String(i));
    const layers = layeredLayout(ids, edges);
    assert.deepEqual(layers.flat().sort(), ids.toSorted());
    const column = (id: string): number => layers.findIndex((layer) => layer.includes(id));
    for (const [from, to] of edges) assert.ok(column(from) < column(to));
  }));
});

Deno.test("layeredLayout() uncrosses what need not cross, and survives a cycle", () => {
  const crossed = [["a", "d"], ["b", "c"]] as const;
  assert.deepEqual(layeredLayout(["a", "b", "c", "d"], crossed), [["a", "b"], ["d", "c"]]);
  const cycle = [["a", "b"], ["b", "a"]] as const;
  assert.deepEqual(layeredLayout(["a", "b"], cycle).flat().sort(), ["a", "b"]);
});
