import { element, type SvgDocument, type SvgElement } from "./document.ts";

/** A value as the page writes it; a text stands for itself. */
export type Value = number | string;

/** Points of a drawing that a reader can ask for their values: a curve, the cells of a matrix. */
export interface Series {
  /** What the points belong to: "test loss", "noisy unbiased". */
  readonly name: string;
  /** What each point's values are, with units; a value without a name stands alone. */
  readonly columns: readonly string[];
  readonly points: readonly ValuePoint[];
}

/** Where a point lies, and its values: one a column. */
export interface ValuePoint {
  readonly x: number;
  readonly y: number;
  readonly values: readonly Value[];
}

/** Points whose values are their coordinates. */
export function seriesOf(
  name: string,
  columns: readonly [x: string, y: string],
  points: readonly (readonly [x: number, y: number])[],
): Series {
  return { name, columns, points: points.map(([x, y]) => ({ x, y, values: [x, y] })) };
}

/** What maps a value to px of the panel. */
type Scale = (value: number) => number;

/**
 * The series as `<metadata>` of the drawing, in px of the panel: SVG shows none of it, the report's page
 * shows each point's values where it lies. Points without a place (off a logarithmic axis) are left out.
 */
export function valuesElement(
  document: SvgDocument,
  { name, columns, points }: Series,
  x: Scale = (value) => value,
  y: Scale = (value) => value,
): SvgElement {
  const rows = points
    .map((point) => [place(x(point.x)), place(y(point.y)), ...point.values.map(short)])
    .filter(([left, top]) => Number.isFinite(left) && Number.isFinite(top));
  return element(document, "metadata", {}, JSON.stringify({ name, columns, points: rows }));
}

/** A quantity on a regular grid over an area of the panel. */
export interface ValueGrid {
  /** What it is, with its unit. */
  readonly name: string;
  /** Values [columns, rows], rows counted upwards, none negative. */
  readonly shape: readonly [columns: number, rows: number];
  /** What the first and the last column lie at, and the first and the last row. */
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  readonly data: ArrayLike<number>;
}

/** The largest entry of a grid in the drawing. */
const FULL = 255;

/**
 * A grid as `<metadata>`: base64 of the square roots in 8 bits, so that small values stay within a few
 * per cent beside a high peak.
 */
export function gridElement(
  document: SvgDocument,
  { left, top, width, height }: Readonly<Record<"left" | "top" | "width" | "height", number>>,
  { name, shape, x, y, data }: ValueGrid,
): SvgElement {
  let maximum = 0;
  for (let i = 0; i < data.length; i++) maximum = Math.max(maximum, data[i]!);
  const scale = maximum === 0 ? 0 : 1 / maximum;
  const roots = Uint8Array.from(data, (value) => Math.round(FULL * Math.sqrt(value * scale)));
  const area = [left, top, width, height];
  const grid = {
    name,
    area,
    shape,
    x: x.map(short),
    y: y.map(short),
    maximum: short(maximum),
    roots: roots.toBase64(),
  };
  return element(document, "metadata", {}, JSON.stringify({ grid }));
}

/** What is drawn of trajectories: some of them, some steps of each. */
export interface Tracks {
  /** What each step's values are, with units: "x (m)". */
  readonly columns: readonly string[];
  /** Numbers of the trajectories and of the steps, from 0. */
  readonly trajectories: readonly number[];
  readonly steps: readonly number[];
  /** [trajectories, steps, columns] */
  readonly values: Float32Array;
}

/** Tracks as `<metadata>`: the values as base64 of little-endian float32. */
export function tracksElement(
  document: SvgDocument,
  { columns, trajectories, steps, values }: Tracks,
): SvgElement {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => view.setFloat32(4 * i, value, true));
  const bytes = new Uint8Array(view.buffer);
  const tracks = { columns, trajectories, steps, values: bytes.toBase64() };
  return element(document, "metadata", {}, JSON.stringify({ tracks }));
}

/** 0, every, 2 every ... below `end`; from another first number if one is given. */
export function everyUpTo(end: number, every: number, first = 0): number[] {
  const count = Math.max(0, Math.ceil((end - first) / every));
  return Array.from({ length: count }, (_, i) => first + i * every);
}

const place = (px: number): number => Math.round(px * 10) / 10;

const short = <T extends Value>(value: T): T | number =>
  typeof value === "number" ? Number(value.toPrecision(4)) : value;
