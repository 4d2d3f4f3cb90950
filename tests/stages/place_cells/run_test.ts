import assert from "node:assert/strict";
import { decodeNpy } from "../../../lib/files/npy.ts";
import { run } from "../../../stages/place_cells/run.ts";
import { runModule } from "../../support/run_module.ts";

const centresOf = async (seed: number, boxWidth: number, boxHeight: number) =>
  decodeNpy((await runModule(run, { seed, count: 500, boxWidth, boxHeight })).centres);

Deno.test("placeCells run() fills the box, centred on the origin", async () => {
  const { shape, data } = await centresOf(0, 4, 2);
  assert.deepEqual([...shape], [500, 2]);
  for (const [axis, half] of [[0, 2], [1, 1]] as const) {
    const values = [...data].filter((_, i) => i % 2 === axis);
    assert.ok(values.every((value) => Math.abs(value) <= half));
    assert.ok(Math.min(...values) < -0.95 * half && Math.max(...values) > 0.95 * half);
  }
});

Deno.test("placeCells run() gives a seed the same cells, stretched with the box", async () => {
  const [once, wide] = [await centresOf(3, 1, 1), await centresOf(3, 2, 1)];
  assert.deepEqual(
    [...wide.data],
    [...once.data].map((value, i) => i % 2 === 0 ? 2 * value : value),
  );
  assert.notDeepEqual((await centresOf(4, 1, 1)).data, once.data);
});
