import { sizeOf } from "../array.ts";
import type { NdArray } from "../array.ts";
import type { Stream } from "../random/stream.ts";
import type { Cells } from "./cells.ts";
import { expNegative } from "./exp_negative.ts";

export interface PlaceCellSettings {
  /** Tuning width sigma, m. */
  readonly width: number;
  /**
   * "softmax": activations of a point sum to 1 over the cells (released code; Sorscher et al. 2019);
   * "none": exp(-d^2 / (2 sigma^2)) as it is (eq. 20).
   */
  readonly normalisation: "softmax" | "none";
}

/** Cells with Gaussian tuning to a position in the plane. */
export class PlaceCells implements Cells {
  readonly dimensions = 2;
  readonly count: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #exponents: Float64Array;

  /** @param centres [N, 2], m */
  constructor(readonly centres: NdArray<Float32Array>, readonly settings: PlaceCellSettings) {
    const [count, dimensions] = centres.shape;
    if (dimensions !== 2 || centres.data.length !== sizeOf(centres.shape)) {
      throw new Error(
        `Cannot make place cells: centres have shape "[${centres.shape}]", expected [N, 2]`,
      );
    }
    this.count = count!;
    this.#x = Float64Array.from({ length: this.count }, (_, i) => centres.data[2 * i]!);
    this.#y = Float64Array.from({ length: this.count }, (_, i) => centres.data[2 * i + 1]!);
    this.#exponents = new Float64Array(this.count);
  }

  /** Points in metres; they may lie outside the box. */
  activate(points: Float32Array, out: Float32Array): void {
    const { width, normalisation } = this.settings;
    const scale = -1 / (2 * width * width);
    const cells = this.count, xs = this.#x, ys = this.#y, exponents = this.#exponents;
    for (let p = 0, row = 0; 2 * p < points.length; p++, row += cells) {
      const x = points[2 * p]!, y = points[2 * p + 1]!;
      let largest = -Infinity;
      for (let i = 0; i < cells; i++) {
        const dx = x - xs[i]!, dy = y - ys[i]!;
        const exponent = scale * (dx * dx + dy * dy);
        exponents[i] = exponent;
        if (exponent > largest) largest = exponent;
      }
      if (normalisation === "none") {
        for (let i = 0; i < cells; i++) out[row + i] = expNegative(exponents[i]!);
        continue;
      }
      let sum = 0;
      for (let i = 0; i < cells; i++) {
        const activation = expNegative(exponents[i]! - largest);
        exponents[i] = activation;
        sum += activation;
      }
      const share = 1 / sum;
      for (let i = 0; i < cells; i++) out[row + i] = exponents[i]! * share;
    }
  }
}

/** N centres, uniform in the box centred on the origin: x and y in turn. [N, 2], m */
export function placeCellCentres(
  count: number,
  box: { readonly width: number; readonly height: number },
  random: Stream,
): NdArray<Float32Array> {
  const data = new Float32Array(2 * count);
  for (let i = 0; i < data.length; i += 2) {
    data[i] = box.width * (random.uniform() - 0.5);
    data[i + 1] = box.height * (random.uniform() - 0.5);
  }
  return { shape: [count, 2], data };
}
