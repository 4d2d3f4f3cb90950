/** Trains small networks and prints a digest of every bit. Spawned by flags_test.ts. */
import { HeadDirectionCells, preferredAngles } from "../../lib/cells/head_direction_cells.ts";
import { startWasmEngine } from "../../lib/tensor/wasm_engine.ts";
import { trainSome } from "./some_training.ts";

const engine = await startWasmEngine();
// Sizes that are no multiple of 8, and more than a part of a row of gates.
const sizes = { batches: 2, cells: 77, units: 301, batchSize: 21, steps: 5 };
const bearings = Float32Array.from({ length: 50 }, (_, i) => i / 3);

const print = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  console.log(`${name} ${digest.toHex()}`);
};
for (const count of [101, 513]) {
  const cells = new HeadDirectionCells(preferredAngles(count), {
    width: Math.PI / 6,
    normalisation: "density",
  });
  const activations = new Float32Array(bearings.length * count);
  cells.activate(bearings, activations);
  await print(`${count} head direction cells`, new Uint8Array(activations.buffer));
}
for (const kind of ["vanilla", "gru"] as const) {
  await print(kind, trainSome(engine, kind, sizes).save());
}
