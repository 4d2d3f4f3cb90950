import assert from "node:assert/strict";
import { encodeSweepTable } from "../../../lib/results/sweep_table.ts";
import type { SweepRow } from "../../../lib/results/sweep_table.ts";
import { run } from "../../../stages/sweep/figure_run.ts";
import { exampleAsset } from "../../support/figures/draw_example.ts";

/** The drawing of these rows of a sweep of one parameter. */
async function drawn(rows: readonly Partial<SweepRow>[]): Promise<string> {
  const whole = { point: [0], condition: "noisy", seed: 0, phase: null, measure: "loss", value: 1 };
  const table = { swept: ["train.sigmaStep"], rows: rows.map((row) => ({ ...whole, ...row })) };
  let svg = "";
  await run(
    {
      read: () => Promise.resolve(encodeSweepTable(table)),
      asset: exampleAsset,
      write: (output: string, bytes: Uint8Array) =>
        Promise.resolve(void (output === "svg" && (svg = new TextDecoder().decode(bytes)))),
    } as unknown as Parameters<typeof run>[0],
  ); // what it uses of an action
  return svg;
}

Deno.test("sweepFigure run() has a diagram a measure and phase, and a line a condition", async () => {
  const svg = await drawn([
    { point: [0], value: 1 },
    { point: [0.5], value: 2 },
    { point: [0], condition: "noiseless", value: 3 },
    { point: [0], phase: "quiescent", measure: "step distance" },
  ]);
  for (const text of [">loss<", ">step distance, quiescent<", ">noisy<", ">noiseless<"]) {
    assert.equal(svg.split(text).length, 2, text);
  }
  assert.ok(svg.includes("Sweep of train.sigmaStep") && svg.includes(">sigmaStep"));
});

Deno.test("sweepFigure run() does not draw what has no value", async () => {
  const valued = [{ point: [1], value: 5 }, { point: [2], value: 6 }];
  assert.equal(await drawn([...valued, { point: [3], value: null }]), await drawn(valued));
  assert.equal(await drawn([...valued, { measure: "hole", value: null }]), await drawn(valued));
});

Deno.test("sweepFigure run() says what the bars are, and names no condition that has no name", async () => {
  const rows = [{ point: [0], seed: 0, value: 1 }, { point: [0], seed: 1, value: 2 }];
  assert.match(await drawn(rows), /bars: from the least to the greatest/);
  const legends = async (condition: string) =>
    (await drawn(rows.map((row) => ({ ...row, condition })))).split('height="10" width="10"')
      .length - 1;
  assert.deepEqual([await legends(""), await legends("noisy")], [0, 1]);
});
