import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { projectedQuantiles, randomDirections } from "../../../lib/stats/sliced_wasserstein.ts";
import { TrajectoryProjections } from "../../../lib/stats/trajectory_projections.ts";

const directions = randomDirections(stream("test", "directions"), 3, 5);
const [n, steps, width] = [7, 4, 3];
const data = new Float32Array(n * steps * width);
stream("test", "projections").fillNormal(data);
data.copyWithin(0, width * steps, width * steps + width); // two equal points, of two trajectories
const projections = new TrajectoryProjections({ shape: [n, steps, width], data }, directions);

/** The trajectories, each as often as it was drawn, one after the other. */
function repeated(drawn: readonly number[]): Float32Array {
  const size = steps * width;
  return Float32Array.from(
    drawn.flatMap((times, i) =>
      Array.from({ length: times }, () => [...data.subarray(i * size, (i + 1) * size)]).flat()
    ),
  );
}

for (
  const drawn of [[1, 1, 1, 1, 1, 1, 1], [0, 2, 1, 0, 3, 1, 0], [0, 0, 0, 7, 0, 0, 0], [
    1,
    0,
    0,
    0,
    0,
    0,
    0,
  ]]
) {
  Deno.test(`TrajectoryProjections has the quantiles of trajectories drawn ${drawn} times`, () => {
    const points = repeated(drawn);
    const expected = projectedQuantiles(
      { shape: [points.length / width, width], data: points },
      directions,
    );
    assert.deepEqual(projections.quantiles(Float64Array.from(drawn)), expected);
  });
}
