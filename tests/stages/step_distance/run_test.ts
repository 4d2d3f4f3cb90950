import assert from "node:assert/strict";
import { decodeJson } from "../../../lib/files/json.ts";
import { run } from "../../../stages/step_distance/run.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

Deno.test("stepDistance run() measures the steps that count, a trajectory at a time", async () => {
  // Steps of 5 and 0, then of 1 and 2; the last point of each does not count.
  const decoded = float32Npy([2, 4, 2], [0, 0, 3, 4, 3, 4, 99, 0, 0, 0, 0, 1, 2, 1, 0, 99]);
  const parameters = { seed: 5, group: "NT active" as const, steps: 3 };
  const { distances } = await runModule(run, parameters, { decoded });
  assert.deepEqual(decodeJson(distances), { ...parameters, mean: [2.5, 1.5], largest: [5, 2] });
});
