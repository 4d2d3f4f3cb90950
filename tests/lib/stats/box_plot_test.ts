import assert from "node:assert/strict";
import { boxPlot } from "../../../lib/stats/box_plot.ts";

Deno.test("boxPlot() ends whiskers at the last values within 1.5 interquartile ranges", () => {
  assert.deepEqual(boxPlot([5, 1, 2, 3, 4, 20, -30]), {
    lowWhisker: 1,
    lowQuartile: 1.5,
    median: 3,
    highQuartile: 4.5,
    highWhisker: 5,
    outliers: [-30, 20],
  });
});

Deno.test("boxPlot() keeps whiskers out of the box when outliers stretch it", () => {
  // Quartiles of 0, 0, 0, 0, 10 are 0: everything else is an outlier.
  const box = boxPlot([0, 0, 0, 0, 10]);
  assert.equal(box.highWhisker, 0);
  assert.deepEqual(box.outliers, [10]);
});

Deno.test("boxPlot() collapses to one value and throws for none", () => {
  assert.equal(boxPlot([7]).highWhisker, 7);
  assert.throws(() => boxPlot([]), /no values/);
});
