import { portableExp, portableLog } from "./portable_exp_log.ts";
import { uniform53 } from "./xoshiro128.ts";
import type { Xoshiro128 } from "./xoshiro128.ts";

/**
 * Where the tail begins and the area of each of the 256 layers (Marsaglia and Tsang 2000): the pair
 * for which the highest layer ends at the top of the curve.
 */
const TAIL = 3.654152885361009;
const AREA = 0.004928673233974655;

/**
 * The 256 layers of equal area under exp(-x^2 / 2), from the widest and lowest (layer 0, which also
 * stands for the tail) to the narrowest and highest.
 */
export interface Layers {
  /** Half width of layer i; that of layer 0 is its area over its height. */
  readonly width: Float64Array;
  /** Below this |x| a point of layer i lies under the curve for certain: width[i + 1]. */
  readonly inner: Float64Array;
  /** The curve at width[i], which is the layer's lower edge. */
  readonly height: Float64Array;
}

let cached: Layers | undefined;

/** The table, made at first use with portable arithmetic and hence the same everywhere. */
export function zigguratLayers(): Layers {
  return cached ??= makeLayers();
}

function makeLayers(): Layers {
  const width = new Float64Array(256);
  const inner = new Float64Array(256);
  const height = new Float64Array(257);
  width[0] = AREA / portableExp(-0.5 * TAIL * TAIL);
  width[1] = TAIL;
  for (let i = 1; i < 256; i++) {
    height[i] = portableExp(-0.5 * width[i]! * width[i]!);
    if (i < 255) width[i + 1] = Math.sqrt(-2 * portableLog(height[i]! + AREA / width[i]!));
    inner[i - 1] = width[i]!;
  }
  height[256] = 1;
  return { width, inner, height };
}

/**
 * Finishes a normal number whose point fell outside the certain part of its layer: accepts it under
 * the curve, replaces it in the tail, or starts again. Exact; all further draws come from `spare`.
 */
export function finishNormal(x: number, layer: number, spare: Xoshiro128): number {
  const { width, inner, height } = zigguratLayers();
  while (Math.abs(x) >= inner[layer]!) {
    if (layer === 0) return x < 0 ? -tail(spare) : tail(spare);
    const y = height[layer]! + (height[layer + 1]! - height[layer]!) * uniform(spare);
    if (underCurve(x, y, layer)) return x;
    const word = spare.next();
    layer = word & 255;
    x = centred(word, spare.next()) * width[layer]!;
  }
  return x;
}

/**
 * y < portableExp(-x^2 / 2), for a point outside the certain part of a layer from 1 on. Nearly always
 * bounds decide, with room for any rounding: from the outer edge inwards the curve rises by a factor
 * e^u, 0 <= u < 0.8, which lies between 1 + u + u^2 / 2 + u^3 / 6 and that plus u^4 / 10.
 */
export function underCurve(x: number, y: number, layer: number): boolean {
  const { width, height } = zigguratLayers();
  const edge = width[layer]!, u = 0.5 * (edge - Math.abs(x)) * (edge + Math.abs(x));
  const share = y / height[layer]!, series = 1 + u * (1 + u * (1 / 2 + u * (1 / 6)));
  if (share < series - SLACK) return true;
  if (share > series + u * u * u * u * 0.1 + SLACK) return false;
  return y < portableExp(-0.5 * x * x);
}

/** Relative; the arithmetic on both sides rounds by less than 1e-14. */
const SLACK = 1e-12;

/**
 * The 24 high bits of one word and 29 of another as a number in (-1, 1): the middles of 2^53 equal
 * cells, so that the sign is fair and 0 does not occur. The 8 low bits of `high` choose the layer.
 */
export function centred(high: number, low: number): number {
  return ((high >> 8) * 0x20000000 + (low >>> 3) + 0.5) * 2 ** -52;
}

/** |x| beyond TAIL: an exponential envelope with rejection (Marsaglia 1964). */
function tail(spare: Xoshiro128): number {
  for (;;) {
    const beyond = -portableLog(1 - uniform(spare)) / TAIL;
    if (-2 * portableLog(1 - uniform(spare)) > beyond * beyond) return TAIL + beyond;
  }
}

function uniform(spare: Xoshiro128): number {
  return uniform53(spare.next(), spare.next());
}
