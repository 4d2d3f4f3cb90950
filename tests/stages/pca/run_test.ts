import assert from "node:assert/strict";
import { decodeJson } from "../../../lib/files/json.ts";
import { decodeSafetensors, encodeSafetensors } from "../../../lib/files/safetensors.ts";
import { run } from "../../../stages/pca/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

/** Variances 1, 6 and 3 along the axes. */
const moments = encodeSafetensors({
  count: { shape: [1], data: Float64Array.of(10) },
  mean: { shape: [3], data: Float64Array.of(7, 8, 9) },
  covariance: { shape: [3, 3], data: Float64Array.of(1, 0, 0, 0, 6, 0, 0, 0, 3) },
});

Deno.test("pca run() gives the axes by falling variance, and their cumulative shares", async () => {
  const found = await runModule(run, { units: 3, components: 2 }, { moments });
  const { mean, components } = decodeSafetensors(found.pca);
  assert.deepEqual([...mean!.data], [7, 8, 9]);
  assert.deepEqual(components!.shape, [2, 3]);
  assertClose(Float64Array.from(components!.data), [0, 1, 0, 0, 0, 1], { absolute: 1e-15 });
  const { cumulativeRatio } = decodeJson(found.explained) as { cumulativeRatio: number[] };
  assertClose(cumulativeRatio, [0.6, 0.9], { relative: 1e-14 });
});

Deno.test("pca run() refuses more components than units", async () => {
  await assert.rejects(
    runModule(run, { units: 3, components: 4 }, { moments }),
    /4 components of 3/,
  );
});
