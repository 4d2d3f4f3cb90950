import assert from "node:assert/strict";
import { encodeSweepTable } from "../../../lib/results/sweep_table.ts";
import { run } from "../../../stages/sweep/figure_run.ts";
import { exampleAsset } from "../../support/figures/draw_example.ts";

Deno.test("sweepFigure run() draws the mean over seeds, a diagram a measure, without what is missing", async () => {
  const row = (at: number, seed: number, measure: string, value: number | null) => {
    return { point: [at], condition: "spatial", seed, phase: null, measure, value };
  };
  const table = encodeSweepTable({
    swept: ["train.sigmaStep"],
    rows: [
      row(0, 0, "first", 1),
      row(0, 1, "first", 3),
      row(0.5, 0, "first", 2),
      row(0.5, 1, "first", 2),
      row(0, 0, "second", 5),
      row(0.5, 0, "second", null),
    ],
  });
  const outputs = new Map<string, Uint8Array>();
  const action = {
    read: () => Promise.resolve(table),
    asset: exampleAsset,
    write: (name: string, bytes: Uint8Array) => Promise.resolve(void outputs.set(name, bytes)),
  };
  await run(action as unknown as Parameters<typeof run>[0]); // all that it uses
  const svg = new TextDecoder().decode(outputs.get("svg"));
  for (const text of ["first", "second", "sigmaStep", "spatial"]) {
    assert.ok(svg.includes(text), text);
  }
  const dots = [...svg.matchAll(/<circle[^>]*\bcx="([\d.]+)"[^>]*\bcy="([\d.]+)"/g)]
    .map(([, x, y]) => [Number(x), Number(y)] as const);
  assert.equal(dots.length, 3, "two of the first measure, one of the second");
  const [[left, mean], [right, same]] = [dots[0]!, dots[1]!];
  assert.ok(left < right);
  assert.equal(mean, same, "the mean of 1 and 3 stands as high as 2");
  assert.deepEqual([...outputs.get("png")!.subarray(1, 4)], [80, 78, 71]);
});
