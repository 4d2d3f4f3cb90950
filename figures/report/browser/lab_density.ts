/** Bins across the box, and around the circle. */
const ACROSS = 24, AROUND = 36;

/** What is counted: positions in a box about the origin, m, or bearings, rad. */
export type DensitySpace =
  | { readonly dimensions: 2; readonly width: number; readonly height: number }
  | { readonly dimensions: 1 };

/** How often decoded positions or bearings fell into each bin. */
export class LabDensity {
  /** Rows from low y to high y, each from low x to high x; of bearings, from -pi. */
  readonly bins: Float64Array<ArrayBuffer>;
  /** Of all that was added. */
  count = 0;
  readonly #space: DensitySpace;

  constructor(space: DensitySpace) {
    this.#space = space;
    this.bins = new Float64Array(space.dimensions === 2 ? ACROSS * ACROSS : AROUND);
  }

  /** Counts positions [n, 2] or bearings [n]; what lies outside is taken to be at the edge. */
  add(points: ArrayLike<number>): void {
    const space = this.#space, bins = this.bins;
    for (let i = 0; i < points.length; i += space.dimensions) {
      const bin = space.dimensions === 2
        ? binOf(points[i + 1]!, space.height, ACROSS) * ACROSS +
          binOf(points[i]!, space.width, ACROSS)
        : binOf(points[i]!, 2 * Math.PI, AROUND);
      bins[bin]!++;
      this.count++;
    }
  }

  /** The roots of the counts, of which the largest is 255: what a page draws, a byte a bin. */
  shares(): Uint8Array<ArrayBuffer> {
    const most = this.bins.reduce((a, b) => Math.max(a, b), 1);
    return Uint8Array.from(this.bins, (count) => Math.round(255 * Math.sqrt(count / most)));
  }
}

function binOf(value: number, extent: number, bins: number): number {
  return Math.max(0, Math.min(bins - 1, Math.floor((value / extent + 0.5) * bins)));
}
