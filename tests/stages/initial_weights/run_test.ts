import assert from "node:assert/strict";
import { decodeSafetensors } from "../../../lib/files/safetensors.ts";
import { headDirection, spatialGru, spatialVanilla } from "../../../stages/initial_weights/run.ts";
import { runModule } from "../../support/run_module.ts";
import { phase, turning } from "../../support/remembering_network.ts";

const units = 16, count = 100;
const network = { units, alpha: 0.5 };
const parameters = { seed: 0, network, cells: { ...phase("active").cells, count } };

async function weightsOf<P>(
  run: Parameters<typeof runModule<P, never, "weights">>[0],
  parameters: P,
) {
  return decodeSafetensors((await runModule(run, parameters)).weights);
}

const shapesOf = (tensors: ReturnType<typeof decodeSafetensors>) =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, [...shape]]));

Deno.test("initialWeights run() gives the reference's names and shapes", async () => {
  assert.deepEqual(shapesOf(await weightsOf(spatialVanilla, parameters)), {
    "encoder.weight": [units, count],
    "w_in.weight": [units, 2],
    "w_rec.weight": [units, units],
    "w_out.weight": [count, units],
  });
  assert.deepEqual(shapesOf(await weightsOf(spatialGru, parameters)), {
    "encoder.weight": [units, count],
    "w_z.weight": [units, 2],
    "u_z.weight": [units, units],
    "w_r.weight": [units, 2],
    "u_r.weight": [units, units],
    "w_h.weight": [units, 2],
    "u_h.weight": [units, units],
    "decoder.weight": [count, units],
  });
  const { "w_in.weight": turn } = await weightsOf(headDirection, {
    seed: 0,
    network,
    cells: { ...turning.cells, count },
  });
  assert.deepEqual([...turn!.shape], [units, 1]);
});

Deno.test("initialWeights run() draws from -1 / sqrt(inputs) to 1 / sqrt(inputs)", async () => {
  const weights = await weightsOf(spatialVanilla, parameters);
  for (const [name, { shape, data }] of Object.entries(weights)) {
    const bound = 1 / Math.sqrt(shape[1]!);
    const largest = Math.max(...Array.from(data, (value) => Math.abs(Number(value))));
    assert.ok(largest <= bound && largest > 0.9 * bound, name);
  }
});

Deno.test("initialWeights run() gives a seed the same weights, and another seed others", async () => {
  const [once, again] = [
    await weightsOf(spatialVanilla, parameters),
    await weightsOf(spatialVanilla, parameters),
  ];
  assert.deepEqual(again, once);
  const other = await weightsOf(spatialVanilla, { ...parameters, seed: 1 });
  const shared = Array.from(other["w_rec.weight"]!.data, Number)
    .filter((value, i) => value === once["w_rec.weight"]!.data[i]);
  assert.deepEqual(shared, []);
});
