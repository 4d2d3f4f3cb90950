import type { SvgElement } from "./document.ts";

/** As much of PDFKit as is used; it has no types. */
export interface Pdf {
  on(event: "data", take: (chunk: Uint8Array) => void): void;
  on(event: "end", then: () => void): void;
  end(): void;
  save(): void;
  restore(): void;
  scale(x: number, y: number): void;
  translate(x: number, y: number): void;
  rotate(degrees: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  circle(x: number, y: number, radius: number): void;
  ellipse(x: number, y: number, radiusX: number, radiusY: number): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  path(d: string): void;
  clip(): void;
  fill(): void;
  stroke(): void;
  fillAndStroke(): void;
  fillColor(colour: string | number[], opacity: number): void;
  strokeColor(colour: string | number[], opacity: number): void;
  lineWidth(width: number): void;
  lineCap(cap: string): void;
  lineJoin(join: string): void;
  dash(lengths: number[], options: Record<string, never>): void;
  undash(): void;
  registerFont(name: string, bytes: Uint8Array): void;
  font(name: string): void;
  fontSize(size: number): void;
  widthOfString(text: string): number;
  text(text: string, x: number, y: number, options: Record<string, string | boolean>): void;
}

/** Presentation attributes, as inherited; opacities of groups are multiplied. */
export type Style = Readonly<Record<keyof typeof INITIAL, string>>;

export const INITIAL = {
  "color": "#000000",
  "fill": "#000000",
  "fill-opacity": "1",
  "font-size": "10",
  "font-weight": "normal",
  "opacity": "1",
  "stroke": "none",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "stroke-opacity": "1",
  "stroke-width": "1",
  "text-anchor": "start",
};

/** What drawings must do without, for none of it is drawn. */
const REFUSED = ["style", "filter", "mask"] as const;

/** The style of an element within another one. */
export function inherit(style: Style, node: SvgElement): Style {
  const own = Object.keys(INITIAL).flatMap((name) => {
    const value = node.getAttribute(name);
    return value === null ? [] : [[name, value]];
  });
  for (const name of REFUSED) {
    if (node.getAttribute(name) === null) continue;
    throw new Error(`Cannot draw as PDF: <${node.localName}> has attribute "${name}"`);
  }
  const opacity = String(Number(style.opacity) * Number(node.getAttribute("opacity") ?? 1));
  return { ...style, ...Object.fromEntries(own), opacity };
}

/** Sets colours and lines; whether they are to be used. */
export function applyStyle(
  pdf: Pdf,
  style: Style,
): { readonly fills: boolean; readonly strokes: boolean } {
  const [fill, stroke] = [colourOf(style.fill, style), colourOf(style.stroke, style)];
  const paints = { fills: fill !== undefined, strokes: stroke !== undefined };
  const opacity = (of: "fill-opacity" | "stroke-opacity") =>
    Number(style[of]) * Number(style.opacity);
  if (fill !== undefined) pdf.fillColor(fill, opacity("fill-opacity"));
  if (stroke === undefined) return paints;
  pdf.strokeColor(stroke, opacity("stroke-opacity"));
  pdf.lineWidth(Number(style["stroke-width"]));
  pdf.lineCap(style["stroke-linecap"]);
  pdf.lineJoin(style["stroke-linejoin"]);
  const dashes = style["stroke-dasharray"];
  if (dashes === "none") pdf.undash();
  else pdf.dash(dashes.split(/[ ,]+/).map(Number), {});
  return paints;
}

/** A colour as PDFKit takes it; undefined: nothing is painted. */
function colourOf(text: string, { color }: Style): string | number[] | undefined {
  if (text === "currentColor") return color;
  if (text === "none" || text === "transparent") return undefined;
  const [, parts] = /^rgb\(([^)]*)\)$/.exec(text) ?? [];
  return parts === undefined ? text : parts.split(",").map(Number);
}
