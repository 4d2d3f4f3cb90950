import { join } from "node:path";
import { encodeNpy } from "../lib/files/npy.ts";
import { stream } from "../lib/random/stream.ts";
import { Moments } from "../lib/stats/covariance.ts";
import { pca as principalComponents } from "../lib/stats/pca.ts";
import { defineBenchmark } from "./benchmark.ts";
import { installed, pythonPeer } from "./python.ts";
import { clock, seconds } from "./seconds.ts";

export const pca = defineBenchmark({
  name: "pca",
  summary: "All components of 20,000 states of 512 units, against scikit-learn's full solver",
  measures: {
    "ours, one core": { unit: "s" },
    "scikit-learn, one core": { unit: "s" },
    "scikit-learn, all cores": { unit: "s" },
    "scikit-learn / ours, one core": { unit: "x", target: { kind: "at least", value: 1 } },
    "scikit-learn on all cores / ours on one": { unit: "x" },
    "largest relative difference": { unit: "", target: { kind: "at most", value: 1e-6 } },
  },
  async prepare(scale, note) {
    const [rows, units] = scale === "smoke" ? [100, 8] : [20_000, 512];
    const data = states(rows, units);
    const run = (): Float64Array => {
      const moments = new Moments(units, true);
      moments.add(data);
      return principalComponents(moments.mean, moments.covariance()).explainedVarianceRatio;
    };
    const ours = run();
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const path = join(folder, "states.npy");
    await Deno.writeFile(path, encodeNpy({ shape: [rows, units], data }));
    const there = await installed(["sklearn.decomposition"], note);
    const single = there ? await pythonPeer("pca.py", [path], 1) : undefined;
    const wall = clock() === "wall";
    const free = there && wall ? await pythonPeer("pca.py", [path]) : undefined;
    const theirs = (await single?.round<Components>())?.ratios;
    await free?.round<Components>();
    const difference = theirs?.reduce(
      (most, wanted, i) => Math.max(most, Math.abs(ours[i]! - wanted) / theirs[0]!),
      0,
    );
    return {
      async round() {
        const own = seconds(run);
        if (single === undefined) return { "ours, one core": own };
        const one = (await single.round<Components>()).seconds;
        const numbers = {
          "ours, one core": own,
          "scikit-learn, one core": one,
          "scikit-learn / ours, one core": one / own,
          "largest relative difference": difference!, // there is a peer
        };
        if (free === undefined) return numbers;
        const all = (await free.round<Components>()).seconds;
        return {
          ...numbers,
          "scikit-learn, all cores": all,
          "scikit-learn on all cores / ours on one": all / own,
        };
      },
      async [Symbol.asyncDispose]() {
        await single?.[Symbol.asyncDispose]();
        await free?.[Symbol.asyncDispose]();
        await Deno.remove(folder, { recursive: true });
      },
    };
  },
});

/** What pca.py answers. */
interface Components {
  readonly seconds: number;
  /** Shares of the variance. */
  readonly ratios: readonly number[];
}

/** States that lie near a space of few dimensions, as a network's do; in double precision. */
function states(rows: number, units: number): Float64Array<ArrayBuffer> {
  const random = stream("states"), dimensions = 8;
  const axes = new Float64Array(dimensions * units);
  random.fillNormal(axes);
  const out = new Float64Array(rows * units);
  random.fillNormal(out);
  const point = new Float64Array(dimensions);
  for (let row = 0; row < rows; row++) {
    random.fillNormal(point);
    for (let unit = 0; unit < units; unit++) {
      let sum = 0.05 * out[row * units + unit]!;
      for (let d = 0; d < dimensions; d++) sum += point[d]! / (d + 1) * axes[d * units + unit]!;
      out[row * units + unit] = sum;
    }
  }
  return out;
}
