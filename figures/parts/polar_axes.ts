import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { FAINT, FONT_SIZE, GREY, INK, PAPER } from "./style.ts";

/** Where the outermost circle lies in a panel, px. */
export interface PolarArea {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Of the panel. */
  readonly height: number;
}

/** The circle of a panel of a width, px, with room for the names of bearings and for notes below. */
export function polarArea(width: number, notes: number): PolarArea {
  const radius = width / 2 - 28;
  const y = 36 + radius;
  return { x: width / 2, y, radius, height: y + radius + 26 + NOTE * notes };
}

/** Height of a line of notes, px. */
const NOTE = 13;

/** Bearings at which spokes are drawn, in quarter turns. */
const SPOKES = ["0", "π/2", "±π", "−π/2"] as const;
/** Bearing at which the rings are labelled, rad: between spokes. */
const LABEL_BEARING = 3 * Math.PI / 8;

/** A circle of equal value, with its label. */
export interface Ring {
  /** Distance from the centre, 1 being the outermost. */
  readonly radius: number;
  readonly text: string;
}

/** A point in the panel; `radius` 1 is the outer circle, bearing 0 to the right, counter-clockwise. */
export function polarPoint(
  area: PolarArea,
  bearing: number,
  radius: number,
): readonly [number, number] {
  const length = area.radius * radius;
  return [area.x + length * Math.cos(bearing), area.y - length * Math.sin(bearing)];
}

/** A circle around the centre. */
export function polarCircle(
  document: SvgDocument,
  area: PolarArea,
  radius: number,
  style: Readonly<Record<string, string | number>>,
): SvgElement {
  return element(document, "circle", {
    cx: area.x,
    cy: area.y,
    r: area.radius * radius,
    fill: "none",
    ...style,
  });
}

/** Spokes and rings: under the data. */
export function polarGrid(
  document: SvgDocument,
  area: PolarArea,
  rings: readonly Ring[],
): SvgElement[] {
  const faint = { stroke: FAINT, "stroke-width": 0.7 };
  return [
    ...rings.filter(({ radius }) => radius < 1).map(({ radius }) =>
      polarCircle(document, area, radius, faint)
    ),
    ...SPOKES.map((_, i) => {
      const [x, y] = polarPoint(area, i * Math.PI / 2, 1);
      return element(document, "path", { d: `M${area.x},${area.y}L${x},${y}`, ...faint });
    }),
  ];
}

/** The outer circle, the bearings around it, the rings' values and notes below: over the data. */
export function polarLabels(
  document: SvgDocument,
  area: PolarArea,
  rings: readonly Ring[],
  notes: readonly string[],
): SvgElement[] {
  const text = (content: string, x: number, y: number, anchor: string, size: number) => ({
    attributes: { x, y, "text-anchor": anchor, "font-size": size },
    content,
  });
  const spokes = SPOKES.map((name, i) => {
    const [x, y] = polarPoint(area, i * Math.PI / 2, 1);
    const [dx, dy] = [[4, 4], [0, -5], [-4, 4], [0, 13]][i]!;
    const anchor = ["start", "middle", "end", "middle"][i]!;
    return text(name, x + dx!, y + dy!, anchor, FONT_SIZE.tick);
  });
  const marks = rings.map((ring) => {
    const [x, y] = polarPoint(area, LABEL_BEARING, ring.radius);
    return text(ring.text, x + 2, y + 3, "start", FONT_SIZE.note);
  });
  const halo = { stroke: PAPER, "stroke-width": 2.6, "stroke-linejoin": "round" };
  return [
    polarCircle(document, area, 1, { stroke: INK, "stroke-width": 0.8 }),
    ...spokes.map(({ attributes, content }) => element(document, "text", attributes, content)),
    // resvg draws paint-order, some browsers' printing does not: the halo is a text of its own.
    ...marks.flatMap(({ attributes, content }) => [
      element(document, "text", { ...attributes, ...halo, fill: PAPER }, content),
      element(document, "text", attributes, content),
    ]),
    ...notes.map((note, i) =>
      element(document, "text", {
        x: area.x,
        y: area.y + area.radius + 32 + NOTE * i,
        "text-anchor": "middle",
        "font-size": FONT_SIZE.note,
        fill: GREY,
      }, note)
    ),
  ];
}
