import { linspace } from "../stats/histogram.ts";
import { cellKernels } from "../simd/compiled/cells.ts";
import type { CellKernels } from "../simd/compiled/cells.ts";
import { CONSTANTS } from "../simd/compiled.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";
import { evenAngles, fillBearingTable, ROWS, STEPS } from "./bearing_table.ts";
import type { Cells } from "./cells.ts";
import { expNegative } from "./exp_negative.ts";

/** The tuning of head direction cells (paper.md 2.2). */
export interface HeadDirectionCellSettings {
  /** Tuning width, rad, at least 0.01: kappa is 1 / width^2. */
  readonly width: number;
  /**
   * "maximum": e^(kappa (cos d - 1)), 1 at the preferred angle (released code); "density":
   * e^(kappa cos d) / (2 pi I0(kappa)), whose integral over the circle is 1 (the text; paper.md D6).
   */
  readonly normalisation: "maximum" | "density";
}

/** Points whose activations are made at a time. */
const POINTS = 16;

/** Bearings beyond this, rad, are not brought back to the circle here; nor is what is not a number. */
const FAR = 1000;

/** Cells with von Mises tuning to a bearing. */
export class HeadDirectionCells implements Cells {
  readonly dimensions = 1;
  readonly #kernels: CellKernels;
  /** kappa cos b and kappa sin b of the preferred angles b. */
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #work: Float64Array;
  /** Rows of activations; what a row writes beyond its end the next one overwrites. */
  readonly #rows: Float32Array;
  readonly #kappa: number;
  readonly #largest: number;
  readonly #near: NearBearings | undefined;

  /** @param preferredAngles [N], rad */
  constructor(
    readonly preferredAngles: Float32Array,
    readonly settings: HeadDirectionCellSettings,
  ) {
    const kappa = 1 / (settings.width * settings.width);
    const cells = 8 * Math.ceil(this.count / 8); // the kernels take them in fours and eights
    const even = evenAngles(preferredAngles, kappa);
    const tabled = even === undefined ? 0 : (2 * STEPS * ROWS + 1) * cells;
    const entries = POINTS * this.count + 8 + tabled;
    const memory = new KernelMemory(3 * 8 * cells + 4 * entries + CONSTANTS);
    this.#cos = memory.float64(cells);
    this.#sin = memory.float64(cells);
    this.#work = memory.float64(cells);
    this.#rows = memory.float32(POINTS * this.count + 8);
    this.#kernels = memory.instantiate(cellKernels);
    this.#kernels.prepare(memory.float64(CONSTANTS / 8).byteOffset);
    this.#cos.set(Float64Array.from(preferredAngles, (angle) => kappa * Math.cos(angle)));
    this.#sin.set(Float64Array.from(preferredAngles, (angle) => kappa * Math.sin(angle)));
    this.#kappa = kappa;
    this.#largest = settings.normalisation === "density" ? 1 / circleIntegral(kappa) : 1;
    if (even === undefined) return;
    const table = memory.float32(2 * STEPS * ROWS * cells), shifts = memory.float32(cells);
    fillBearingTable(table, even.spacing, kappa, this.#largest);
    shifts.set(even.shifts);
    this.#near = { ...even, cells, table: table.byteOffset, shifts: shifts.byteOffset };
  }

  get count(): number {
    return this.preferredAngles.length;
  }

  /** Points are bearings in radians, of any number of turns. */
  activate(points: Float32Array, out: Float32Array): void {
    const { count } = this, rows = this.#rows;
    for (let first = 0; first < points.length; first += POINTS) {
      const end = Math.min(points.length, first + POINTS);
      for (let p = first; p < end; p++) {
        this.#activateOne(points[p]!, rows.byteOffset + 4 * (p - first) * count);
      }
      out.set(rows.subarray(0, (end - first) * count), first * count);
    }
  }

  #activateOne(point: number, row: number): void {
    const near = this.#near;
    if (near === undefined || !(Math.abs(point) < FAR)) {
      const { byteOffset: cos, length } = this.#cos, sin = this.#sin.byteOffset;
      const work = this.#work.byteOffset, x = Math.cos(point), y = Math.sin(point);
      this.#kernels.bearings(cos, sin, work, row, length, x, y, this.#kappa, this.#largest);
      return;
    }
    const { first, spacing, cells, table, shifts } = near;
    const turned = point - first, angle = turned - TURN * Math.floor(turned / TURN);
    const width = spacing / STEPS, nearest = Math.round(angle / width), step = nearest % STEPS;
    const at = table + 4 * ((2 * step * ROWS + 1) * cells - (nearest - step) / STEPS);
    this.#kernels.nearBearings(at, 8 * cells, shifts, row, cells, angle - nearest * width);
  }
}

/** Evenly spaced cells, and addresses of their table and shifts. */
interface NearBearings {
  readonly first: number;
  readonly spacing: number;
  /** Half the length of a row of the table. */
  readonly cells: number;
  readonly table: number;
  readonly shifts: number;
}

const TURN = 2 * Math.PI;

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
