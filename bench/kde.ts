import { join } from "node:path";
import { encodeNpy } from "../lib/files/npy.ts";
import { stream } from "../lib/random/stream.ts";
import { GaussianKde } from "../lib/stats/gaussian_kde.ts";
import { drawWalks, spatialTrajectories, walk } from "../lib/tasks/spatial.ts";
import { defaultSpatialMotion } from "../lib/tasks/spatial_motion.ts";
import { defineBenchmark } from "./benchmark.ts";
import { installed, pythonPeer } from "./python.ts";
import { seconds } from "./seconds.ts";

/** Densities below this are not compared. */
const FLOOR = 1e-30;

export const kde = defineBenchmark({
  name: "kde",
  summary: "A density of 200,000 positions at 2,500 points, fit included, against scipy",
  measures: {
    "ours": { unit: "s" },
    "scipy": { unit: "s" },
    "scipy / ours": { unit: "x", target: { kind: "at least", value: 4 } },
    "largest relative difference": { unit: "", target: { kind: "at most", value: 1e-9 } },
  },
  async prepare(scale, note) {
    const [count, points] = scale === "smoke" ? [400, 20] : [200_000, 2500];
    // Positions as the animal visits them: the estimate of a KL divergence.
    const draws = drawWalks({ count: count / 100, steps: 99 }, defaultSpatialMotion, {
      starts: stream("starts"),
      moves: stream("moves"),
    });
    const { data } = spatialTrajectories(walk(draws, defaultSpatialMotion)).coordinates;
    const estimate = new GaussianKde(data, 2);
    const sampled = estimate.resample(points, stream("points"));
    const spread = sampled.map((value) => 3 * value); // where densities go down to nothing
    const run = (): Float64Array => new GaussianKde(data, 2).evaluate(sampled);
    run();
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const write = (name: string, data: Float32Array | Float64Array) =>
      Deno.writeFile(
        join(folder, `${name}.npy`),
        encodeNpy({ shape: [data.length / 2, 2], data }),
      );
    await Promise.all([write("data", data), write("sampled", sampled), write("spread", spread)]);
    const peer = await installed(["scipy.stats"], note)
      ? await pythonPeer("kde.py", [folder])
      : undefined;
    const check = peer && await peer.round<Densities>();
    const difference = check &&
      Math.max(
        relativeDifference(estimate.evaluate(sampled), check.sampled),
        relativeDifference(estimate.evaluate(spread), check.spread),
      );
    return {
      async round() {
        const ours = seconds(run);
        if (peer === undefined) return { ours };
        const { seconds: scipy } = await peer.round<Pick<Densities, "seconds">>();
        return {
          "ours": ours,
          "scipy": scipy,
          "scipy / ours": scipy / ours,
          "largest relative difference": difference!, // there is a peer
        };
      },
      async [Symbol.asyncDispose]() {
        await peer?.[Symbol.asyncDispose]();
        await Deno.remove(folder, { recursive: true });
      },
    };
  },
});

/** What kde.py answers: densities at the first round only. */
interface Densities {
  readonly seconds: number;
  readonly sampled: readonly number[];
  readonly spread: readonly number[];
}

function relativeDifference(ours: Float64Array, theirs: readonly number[]): number {
  return theirs.reduce(
    (most, wanted, i) => wanted > FLOOR ? Math.max(most, Math.abs(ours[i]! / wanted - 1)) : most,
    0,
  );
}
