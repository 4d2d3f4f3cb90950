import type { NdArray } from "../../lib/array.ts";
import { stream } from "../../lib/random/stream.ts";
import type { ActiveName } from "../../lib/results/divergences.ts";
import type { Population } from "../../lib/results/memory.ts";
import { GaussianKde, SingularDataError } from "../../lib/stats/gaussian_kde.ts";
import { klDivergence } from "../../lib/stats/kl_divergence.ts";
import { evenlySpaced } from "../../lib/stats/trajectory_window.ts";

type Points = NdArray<Float32Array>;

/** Whose activity, and how many points are drawn for a divergence from it. */
interface Options {
  readonly seed: number;
  readonly population: Population;
  readonly network: ActiveName;
  readonly points: number;
}

/** The density of a network's activity, and how others diverge from it. */
export class ActivityDensity {
  readonly #density: GaussianKde | undefined;
  readonly #steps: number;
  readonly #options: Options;

  /** @param active decoded positions, [n, T, 2] */
  constructor(active: Points, options: Options) {
    this.#density = densityOf(active);
    this.#steps = active.shape[1]!; // its caller has checked the extents
    this.#options = options;
  }

  /**
   * KL(positions || activity), nats; null where one of them spans no plane. Of the positions so many steps
   * are taken, evenly spaced, as activity has, so that the bandwidths of both are alike.
   */
  divergence(positions: Points, name: readonly string[]): number | null {
    const from = densityOf(evenlySpaced(positions, this.#steps));
    if (from === undefined || this.#density === undefined) return null;
    const { seed, population, network, points } = this.#options;
    const named = stream("spatial", seed, "memory", population, network, ...name);
    const at = from.resample(points, named);
    return klDivergence(from.evaluate(at), this.#density.evaluate(at)).nats;
  }
}

function densityOf({ data }: Points): GaussianKde | undefined {
  try {
    return new GaussianKde(data, 2);
  } catch (error) {
    if (error instanceof SingularDataError) return undefined;
    throw error;
  }
}
