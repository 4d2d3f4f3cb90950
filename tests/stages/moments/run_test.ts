import assert from "node:assert/strict";
import { decodeSafetensors } from "../../../lib/files/safetensors.ts";
import { spatialVanilla } from "../../../stages/moments/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { activity, inputs, phase, remembering } from "../../support/remembering_network.ts";
import { runModule } from "../../support/run_module.ts";

Deno.test("moments run() takes the mean and covariance of the states of all steps", async () => {
  const found = await runModule(spatialVanilla, phase("quiescent"), inputs(remembering));
  const { count, mean, covariance } = decodeSafetensors(found.moments);
  assert.deepEqual([...count!.data], [6]);
  const cells = [0, 1, 2, 3];
  const means = cells.map((cell) => (activity(0, cell) + activity(1, cell)) / 2);
  assertClose(Float64Array.from(mean!.data), means, { relative: 1e-6 });
  // Three times each of two states: their deviations are half their difference; the divisor is 5.
  const half = cells.map((cell) => (activity(0, cell) - activity(1, cell)) / 2);
  const expected = cells.flatMap((i) => cells.map((j) => 6 * half[i]! * half[j]! / 5));
  assertClose(Float64Array.from(covariance!.data), expected, { absolute: 1e-6 });
});
