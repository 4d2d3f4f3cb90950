import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import {
  sampleThatDecides,
  studentInterval,
  studentTQuantile,
} from "../../../lib/stats/student_t.ts";
import { assertClose } from "../../support/assert_close.ts";

/** scipy.stats.t.ppf of SciPy 1.17.1: degrees of freedom, quantiles at 0.6, 0.95 and 0.975. */
const SCIPY = [
  [1, 0.32491969623290634, 6.313751514675037, 12.706204736174694],
  [2, 0.2886751345948128, 2.9199855803537242, 4.302652729749462],
  [3, 0.2766706623326898, 2.3533634348018233, 3.1824463052837078],
  [4, 0.2707222947075976, 2.1318467863266495, 2.7764451051977934],
  [5, 0.2671808657041451, 2.0150483733330233, 2.5705818356363146],
  [9, 0.260955336473911, 1.833112932656237, 2.262157162798205],
  [10, 0.2601848294920803, 1.8124611228116756, 2.228138851986274],
  [19, 0.25692281979615467, 1.7291328115213682, 2.0930240544083087],
  [29, 0.25568363457125604, 1.6991270265334972, 2.045229642132703],
  [49, 0.2547270255991911, 1.6765508926168535, 2.0095752371292392],
  [99, 0.25402901215180673, 1.6603911560169906, 1.9842169515864174],
  [149, 0.2537999441299443, 1.655144533797956, 1.976013177689192],
  [199, 0.25368607538177196, 1.6525467461665633, 1.9719565442517533],
  [999, 0.2534145833303675, 1.646380345427535, 1.9623414611334493],
] as const;

Deno.test("studentTQuantile() equals SciPy's for samples of 2 to 1000", () => {
  for (const [degrees, ...expected] of SCIPY) {
    const found = [0.6, 0.95, 0.975].map((p) => studentTQuantile(p, degrees));
    assertClose(found, expected, { relative: 1e-12 }); // to which SciPy is exact
  }
});

Deno.test("studentTQuantile() is the printed tables' and odd about the median", () => {
  const table = [[1, "12.706"], [2, "4.303"], [4, "2.776"], [9, "2.262"], [199, "1.972"]] as const;
  for (const [degrees, printed] of table) {
    assert.equal(studentTQuantile(0.975, degrees).toFixed(3), printed);
    assert.equal(studentTQuantile(0.025, degrees), -studentTQuantile(0.975, degrees));
  }
  assert.equal(studentTQuantile(0.5, 3), 0);
});

Deno.test("studentTQuantile() refuses what is no probability or no whole number", () => {
  for (const [p, degrees] of [[0, 3], [1, 3], [NaN, 3], [0.9, 0], [0.9, 2.5]] as const) {
    assert.throws(() => studentTQuantile(p, degrees), /expected a probability between 0 and 1/);
  }
});

Deno.test("studentInterval() of 1, 2, 3 reaches 4.303 standard errors to either side", () => {
  const { mean, sd, low, high } = studentInterval([1, 2, 3]);
  assertClose([mean, sd], [2, 1], { absolute: 1e-15 });
  assertClose([low, high], [2 - 4.302653 / Math.sqrt(3), 2 + 4.302653 / Math.sqrt(3)], {
    absolute: 1e-6,
  });
  assert.throws(() => studentInterval([1]), /found 1 values, expected two/);
});

Deno.test("studentInterval() covers the mean of three normal values in 95 % of cases", () => {
  const normal = stream("student", "coverage");
  const cases = 20_000;
  let covered = 0;
  for (let i = 0; i < cases; i++) {
    const { low, high } = studentInterval([normal.normal(), normal.normal(), normal.normal()]);
    if (low <= 0 && high >= 0) covered++;
  }
  // Four standard errors of the share; the bootstrap's is 0.75.
  assertClose([covered / cases], [0.95], { absolute: 4 * Math.sqrt(0.95 * 0.05 / cases) });
});

Deno.test("sampleThatDecides() gives the smallest sample whose interval is clear of the limit", () => {
  assert.equal(sampleThatDecides(1.25), 5, "2.776 / sqrt(5) = 1.24");
  assert.equal(sampleThatDecides(1.24), 6);
  assert.equal(sampleThatDecides(0.72), 10, "2.262 / sqrt(10) = 0.715");
  assert.equal(sampleThatDecides(0.47), 20, "2.093 / sqrt(20) = 0.468");
  assert.equal(sampleThatDecides(100), 3, "no verdict rests on fewer");
  assert.equal(sampleThatDecides(0.06206), 1000);
  assert.equal(sampleThatDecides(0.062), undefined);
  assert.equal(sampleThatDecides(0), undefined);
});
