import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { meanDistances } from "../../../lib/stats/mean_distances.ts";
import { assertClose } from "../../support/assert_close.ts";

type Points = Parameters<typeof meanDistances>[0];

function points(name: string, ...shape: [number, number, number]): Points {
  const data = new Float64Array(shape[0] * shape[1] * shape[2]);
  stream("test", "meanDistances", name).fillNormal(data);
  return { shape, data };
}

/** The same, a distance after the other. */
function naive(a: Points, b: Points): number[] {
  const [n, k, d] = a.shape as [number, number, number],
    [m, l] = b.shape as [number, number, number];
  const means: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let p = i * k; p < (i + 1) * k; p++) {
        for (let q = j * l; q < (j + 1) * l; q++) {
          const differences = Array.from(
            { length: d },
            (_, c) => a.data[p * d + c]! - b.data[q * d + c]!,
          );
          sum += Math.hypot(...differences);
        }
      }
      means.push(sum / (k * l));
    }
  }
  return means;
}

Deno.test("meanDistances() is the mean over all pairs, of any number of points and coordinates", () => {
  const sizes = [[20, 20, 2], [3, 5, 2], [5, 4, 3], [1, 20, 2], [20, 1, 2], [1, 1, 1]] as const;
  for (const [k, l, d] of sizes) {
    const a = points("a", 4, k, d), b = points("b", 3, l, d);
    assertClose(meanDistances(a, b), naive(a, b), { relative: 1e-14 });
  }
});

Deno.test("meanDistances() of trajectories from themselves is symmetric", () => {
  const a = points("a", 6, 7, 2);
  const means = meanDistances(a, a);
  assertClose(means, naive(a, a), { relative: 1e-14 });
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) assert.equal(means[i * 6 + j], means[j * 6 + i]);
  }
});
