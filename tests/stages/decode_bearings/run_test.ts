import assert from "node:assert/strict";
import { decodeNpy, encodeNpy } from "../../../lib/files/npy.ts";
import { run } from "../../../stages/decode_bearings/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

Deno.test("decodeBearings run() gives the circular mean of the winners' angles", async () => {
  // Five cells prefer -pi, -pi / 2, 0, pi / 2 and pi.
  const winners = encodeNpy({ shape: [1, 3, 2], data: Uint16Array.of(2, 3, 3, 4, 1, 1) });
  const parameters = { trajectories: 1, steps: 3, cells: 5 };
  const { shape, data } = decodeNpy((await runModule(run, parameters, { winners })).bearings);
  assert.deepEqual([...shape], [1, 3]);
  assertClose(data, [Math.PI / 4, 3 * Math.PI / 4, -Math.PI / 2], { absolute: 1e-6 });
});
