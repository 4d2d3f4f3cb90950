import { decodeJson } from "../../../lib/files/json.ts";
import { run } from "../../../stages/bearing_match/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

Deno.test("bearingMatch run() compares histograms, and finds a ring's hole and a disc's", async () => {
  const angles = Array.from({ length: 21 }, (_, i) => i);
  const onRing = angles.flatMap((i) => [2 * Math.cos(i), 2 * Math.sin(i)]);
  // At 0, 1, ..., 20 from the centre: the 5th percentile is 1, the median 10.
  const onSpiral = angles.flatMap((i) => [i * Math.cos(i), i * Math.sin(i)]);
  const { match } = await runModule(run, { seed: 0, bins: 4 }, {
    // Quarters of the circle: all active bearings are in the third, of the quiescent ones a quarter is.
    activeBearings: float32Npy([2, 2], [0.1, 0.2, 0.3, 0.4]),
    quiescentBearings: float32Npy([2, 2], [0.1, 2, -2, -3]),
    activeProjection: float32Npy([1, 21, 2], onRing),
    quiescentProjection: float32Npy([3, 7, 2], onSpiral),
  });
  const { histogramDistance, activeHole, quiescentHole } = decodeJson(match) as Record<
    "histogramDistance" | "activeHole" | "quiescentHole",
    number
  >;
  assertClose([histogramDistance, activeHole, quiescentHole], [0.75, 1, 0.1], { relative: 1e-6 });
});
