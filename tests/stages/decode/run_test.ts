import assert from "node:assert/strict";
import { decodeNpy, encodeNpy } from "../../../lib/files/npy.ts";
import { run } from "../../../stages/decode/run.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

const centres = float32Npy([3, 2], [0, 0, 1, 0, 0, 2]);
const winners = (shape: number[], cells: number[]) =>
  encodeNpy({ shape, data: Uint16Array.from(cells) });

Deno.test("decode run() gives the mean of the winners' centres", async () => {
  const inputs = { winners: winners([2, 2, 2], [0, 1, 1, 2, 2, 2, 0, 2]), centres };
  const { decoded } = await runModule(run, { trajectories: 2, steps: 2 }, inputs);
  const { shape, data } = decodeNpy(decoded);
  assert.deepEqual([[...shape], [...data]], [[2, 2, 2], [0.5, 0, 0.5, 1, 0, 2, 0, 1]]);
});

Deno.test("decode run() refuses winners of another shape", async () => {
  const inputs = { winners: winners([1, 2, 2], [0, 1, 1, 2]), centres };
  await assert.rejects(runModule(run, { trajectories: 2, steps: 2 }, inputs), /shape/);
});
