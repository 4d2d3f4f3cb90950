import { linspace } from "../stats/histogram.ts";
import { cellKernels } from "../simd/compiled/cells.ts";
import type { CellKernels } from "../simd/compiled/cells.ts";
import { CONSTANTS } from "../simd/compiled.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";
import type { Cells } from "./cells.ts";
import { expNegative } from "./exp_negative.ts";

export interface HeadDirectionCellSettings {
  /** Tuning width, rad, at least 0.01: kappa is 1 / width^2. */
  readonly width: number;
  /**
   * "maximum": e^(kappa (cos d - 1)), 1 at the preferred angle (released code); "density":
   * e^(kappa cos d) / (2 pi I0(kappa)), whose integral over the circle is 1 (the text; paper.md D6).
   */
  readonly normalisation: "maximum" | "density";
}

/** Cells with von Mises tuning to a bearing. */
export class HeadDirectionCells implements Cells {
  readonly dimensions = 1;
  readonly #kernels: CellKernels;
  /** kappa cos b and kappa sin b of the preferred angles b. */
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #work: Float64Array;
  readonly #out: Float32Array;
  readonly #kappa: number;
  readonly #largest: number;

  /** @param preferredAngles [N], rad */
  constructor(
    readonly preferredAngles: Float32Array,
    readonly settings: HeadDirectionCellSettings,
  ) {
    const kappa = 1 / (settings.width * settings.width);
    const cells = 4 * Math.ceil(this.count / 4); // the kernel takes them in fours
    const memory = new KernelMemory((3 * 8 + 4) * cells + CONSTANTS);
    this.#cos = memory.float64(cells);
    this.#sin = memory.float64(cells);
    this.#work = memory.float64(cells);
    this.#out = memory.float32(cells);
    this.#kernels = memory.instantiate(cellKernels);
    this.#kernels.prepare(memory.float64(CONSTANTS / 8).byteOffset);
    this.#cos.set(Float64Array.from(preferredAngles, (angle) => kappa * Math.cos(angle)));
    this.#sin.set(Float64Array.from(preferredAngles, (angle) => kappa * Math.sin(angle)));
    this.#kappa = kappa;
    this.#largest = settings.normalisation === "density" ? 1 / circleIntegral(kappa) : 1;
  }

  get count(): number {
    return this.preferredAngles.length;
  }

  /** Points are bearings in radians, of any number of turns. */
  activate(points: Float32Array, out: Float32Array): void {
    const { bearings } = this.#kernels, { length, byteOffset: cos } = this.#cos;
    const sin = this.#sin.byteOffset, work = this.#work.byteOffset;
    const kappa = this.#kappa, largest = this.#largest;
    const row = this.#out.subarray(0, this.count);
    for (let p = 0; p < points.length; p++) {
      const x = Math.cos(points[p]!), y = Math.sin(points[p]!);
      bearings(cos, sin, work, row.byteOffset, length, x, y, kappa, largest);
      out.set(row, p * this.count);
    }
  }
}

/** N preferred angles, evenly spaced from -pi to pi: both ends, one direction twice. [N], rad */
export function preferredAngles(count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(linspace(-Math.PI, Math.PI, count));
}

/**
 * The integral of e^(kappa (cos d - 1)) over the circle: 2 pi I0(kappa) e^-kappa. The rectangle rule
 * converges geometrically for periodic functions: 2048 points are exact to rounding up to kappa 1e4.
 */
function circleIntegral(kappa: number): number {
  const points = 2048, step = 2 * Math.PI / points;
  let sum = 0;
  for (let j = 0; j < points; j++) sum += expNegative(kappa * (Math.cos(j * step) - 1));
  return sum * step;
}
