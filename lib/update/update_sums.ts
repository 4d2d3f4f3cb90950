import { type BandName, bandNames } from "./bands.ts";
import { weightedRows } from "./weighted_rows.ts";

/** What is known of states of one time, one row a trajectory, as coordinates on principal components. */
export interface UpdateStep {
  /** r less the mean, [n, H] */
  readonly states: Float32Array;
  /** v(r) less its mean, [n, H] */
  readonly updates: Float32Array;
  /** The noise that r holds, less its mean: xi - m, [n, H] */
  readonly noise: Float32Array;
  /** Denoisers that were fitted to other trajectories, at r, [n, H] */
  readonly linear: Float32Array;
  readonly mixture: Float32Array;
}

/** A component's share in the spectrum. */
export interface Spectrum {
  /** lambda_i, [H] */
  readonly variance: Float64Array;
  /** k_i = -Cov(v_i, r_i) / lambda_i, [H] */
  readonly rate: Float64Array;
  /** k_i lambda_i / s^2, [H] */
  readonly beta: Float64Array;
}

/** The learned update compared with denoisers over some components; see `UpdateSums.band`. */
export interface BandMeasures {
  /** sum k_i / sum (s^2 / lambda_i): the slope of v on the linear denoiser. */
  readonly slope: number;
  /** Of v with the linear denoiser. */
  readonly cosine: number;
  /** The same two with the mixture. */
  readonly mixtureSlope: number;
  readonly mixtureCosine: number;
  /** Lambda(z) = E|z(r) + xi - m|^2 / E|xi - m|^2 of the update, and of denoisers at held-out trajectories. */
  readonly updateLoss: number;
  readonly linearLoss: number;
  readonly mixtureLoss: number;
  /** (1 - Lambda(v)) / (1 - Lambda(g)), g being the denoiser that is better over all components. */
  readonly efficiency: number;
}

/** Sums of a trajectory and component, and of a trajectory and band. */
const COMPONENT = ["r", "v", "rr", "vr", "vv"] as const;
const BAND = ["noise", "update", "linear", "mixture", "vg", "gg"] as const;

/**
 * What the comparison of the learned update with denoisers needs (eqs. 15 to 18). No states are kept, but
 * sums for each trajectory in the fixed basis of principal components, [n, 5, H], and in bands of these,
 * [n, 6, 3]: from them the measures of any resample of whole trajectories follow exactly.
 */
export class UpdateSums {
  readonly #bands: Uint8Array;
  readonly #noise: number;
  readonly #components: Float64Array;
  readonly #perBand: Float64Array;
  #steps = 0;

  /**
   * @param bands of the components, [H]
   * @param noise s^2, the noise's variance per unit and step
   */
  constructor(readonly trajectories: number, bands: readonly BandName[], noise: number) {
    this.#bands = Uint8Array.from(bands, (name) => bandNames.indexOf(name));
    this.#noise = noise;
    this.#components = new Float64Array(trajectories * COMPONENT.length * bands.length);
    this.#perBand = new Float64Array(trajectories * BAND.length * bandNames.length);
  }

  /** Adds one time of all trajectories. */
  add({ states, updates, noise, linear, mixture }: UpdateStep): void {
    const bands = this.#bands, units = bands.length;
    const sums = this.#components, perBand = this.#perBand, width = bandNames.length;
    for (let n = 0, at = 0; n < this.trajectories; n++) {
      const first = n * COMPONENT.length * units, base = n * BAND.length * width;
      for (let i = 0; i < units; i++, at++) {
        const r = states[at]!, v = updates[at]!, xi = noise[at]!, g = mixture[at]!;
        const left = linear[at]! + xi;
        sums[first + i]! += r;
        sums[first + units + i]! += v;
        sums[first + 2 * units + i]! += r * r;
        sums[first + 3 * units + i]! += v * r;
        sums[first + 4 * units + i]! += v * v;
        const band = base + bands[i]!;
        perBand[band]! += xi * xi;
        perBand[band + width]! += (v + xi) * (v + xi);
        perBand[band + 2 * width]! += left * left;
        perBand[band + 3 * width]! += (g + xi) * (g + xi);
        perBand[band + 4 * width]! += v * g;
        perBand[band + 5 * width]! += g * g;
      }
    }
    this.#steps++;
  }

  /** @param drawn how often each trajectory counts; each once by default */
  spectrum(drawn?: Float64Array): Spectrum {
    const { variance, covariance } = this.#moments(drawn);
    return {
      variance,
      rate: covariance.map((value, i) => -value / variance[i]!),
      beta: covariance.map((value) => -value / this.#noise),
    };
  }

  /**
   * The measures of all components ("all") and of each band; NaN in a band without components.
   *
   * @param drawn as in `spectrum`
   */
  bands(drawn?: Float64Array): Readonly<Record<"all" | BandName, BandMeasures>> {
    const moments = this.#moments(drawn);
    const perBand = weightedRows(this.#perBand, this.trajectories, drawn);
    const sumsOf = (chosen: (band: number) => boolean): BandSums => {
      let rate = 0, pull = 0, square = 0;
      moments.variance.forEach((variance, i) => {
        if (!chosen(this.#bands[i]!)) return;
        rate -= moments.covariance[i]! / variance;
        pull += this.#noise / variance;
        square += moments.square[i]!;
      });
      const sum = (name: typeof BAND[number]) => {
        const first = BAND.indexOf(name) * bandNames.length;
        return bandNames.reduce((sum, _, b) => chosen(b) ? sum + perBand[first + b]! : sum, 0);
      };
      return {
        ...{ rate, pull, square, noise: sum("noise"), update: sum("update") },
        ...{ linear: sum("linear"), mixture: sum("mixture"), vg: sum("vg"), gg: sum("gg") },
      };
    };
    const all = sumsOf(() => true);
    const best = all.mixture <= all.linear ? "mixture" : "linear";
    const measured = (sums: BandSums) => measuresOf(sums, best, this.#noise, this.#count(drawn));
    return {
      all: measured(all),
      manifold: measured(sumsOf((band) => band === 0)),
      middle: measured(sumsOf((band) => band === 1)),
      transverse: measured(sumsOf((band) => band === 2)),
    };
  }

  #moments(drawn?: Float64Array) {
    const units = this.#bands.length, count = this.#count(drawn);
    const sums = weightedRows(this.#components, this.trajectories, drawn);
    const of = (k: number) => sums.subarray(k * units, (k + 1) * units);
    const [r, v, rr, vr, vv] = [of(0), of(1), of(2), of(3), of(4)];
    const cross = (products: Float64Array, a: Float64Array, b: Float64Array) =>
      products.map((value, i) => value / count - a[i]! * b[i]! / count ** 2);
    return { variance: cross(rr, r, r), covariance: cross(vr, v, r), square: cross(vv, v, v) };
  }

  #count(drawn?: Float64Array): number {
    const trajectories = drawn?.reduce((sum, times) => sum + times, 0) ?? this.trajectories;
    return trajectories * this.#steps;
  }
}

interface BandSums extends Readonly<Record<typeof BAND[number], number>> {
  /** sum k_i */
  readonly rate: number;
  /** sum s^2 / lambda_i */
  readonly pull: number;
  /** sum Var(v_i) */
  readonly square: number;
}

function measuresOf(
  { rate, pull, square, noise, update, linear, mixture, vg, gg }: BandSums,
  best: "linear" | "mixture",
  variance: number,
  count: number,
): BandMeasures {
  const bestLoss = (best === "linear" ? linear : mixture) / noise;
  return {
    slope: rate / pull,
    cosine: rate * Math.sqrt(variance / (square * pull)),
    mixtureSlope: vg / gg,
    mixtureCosine: vg / Math.sqrt(gg * square * count),
    updateLoss: update / noise,
    linearLoss: linear / noise,
    mixtureLoss: mixture / noise,
    efficiency: (1 - update / noise) / (1 - bestLoss),
  };
}
