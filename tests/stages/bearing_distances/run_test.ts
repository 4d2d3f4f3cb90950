import { readBearingDistances } from "../../../lib/results/bearing_distances.ts";
import { run } from "../../../stages/bearing_distances/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

Deno.test("bearingDistances run() goes the short way round, window by window", async () => {
  const narrow = (angle: number) => Array(8).fill(0.001 + angle);
  const { distances } = await runModule(run, { seed: 1, bias: "biased", early: 1 }, {
    active: float32Npy([8, 1], narrow(3)),
    again: float32Npy([8, 1], narrow(-3)),
    frozen: float32Npy([8, 4], Array(4).fill(narrow(2)).flat()),
    quiescent: float32Npy([8, 4], Array(8).fill([3.1, 2.5, -2.5, -2.5]).flat()),
  });
  const { all, early, late, again, frozen } = readBearingDistances(distances);
  const apart = 2 * Math.PI - 5.5;
  assertClose([early, late, again, frozen, all], [
    0.1,
    apart,
    2 * Math.PI - 6,
    1,
    (0.1 + 0.5 + 2 * apart) / 4,
  ], { absolute: 2 * Math.PI / 720 }); // a bin
});
