import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { FAINT, FONT_SIZE, GREY, INK, PANEL_WIDTH, PAPER } from "./style.ts";

/** Height of a polar panel, px. */
export const POLAR_PANEL_HEIGHT = 300;

/** Where the circle lies in the panel, px. */
const CENTRE = { x: 180, y: 156 } as const;
const RADIUS = 106;

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
export function polarPoint(bearing: number, radius: number): readonly [number, number] {
  const length = RADIUS * radius;
  return [CENTRE.x + length * Math.cos(bearing), CENTRE.y - length * Math.sin(bearing)];
}

/** A circle around the centre. */
export function polarCircle(
  document: SvgDocument,
  radius: number,
  style: Readonly<Record<string, string | number>>,
): SvgElement {
  return element(document, "circle", {
    cx: CENTRE.x,
    cy: CENTRE.y,
    r: RADIUS * radius,
    fill: "none",
    ...style,
  });
}

/** Spokes and rings: under the data. */
export function polarGrid(document: SvgDocument, rings: readonly Ring[]): SvgElement[] {
  const faint = { stroke: FAINT, "stroke-width": 0.7 };
  return [
    ...rings.filter(({ radius }) => radius < 1).map(({ radius }) =>
      polarCircle(document, radius, faint)
    ),
    ...SPOKES.map((_, i) => {
      const [x, y] = polarPoint(i * Math.PI / 2, 1);
      return element(document, "path", { d: `M${CENTRE.x},${CENTRE.y}L${x},${y}`, ...faint });
    }),
  ];
}

/** The outer circle, the bearings around it, the rings' values and notes below: over the data. */
export function polarLabels(
  document: SvgDocument,
  rings: readonly Ring[],
  notes: readonly string[],
): SvgElement[] {
  const text = (content: string, x: number, y: number, anchor: string, size: number) => ({
    attributes: { x, y, "text-anchor": anchor, "font-size": size },
    content,
  });
  const spokes = SPOKES.map((name, i) => {
    const [x, y] = polarPoint(i * Math.PI / 2, 1);
    const [dx, dy] = [[6, 4], [0, -6], [-6, 4], [0, 14]][i]!;
    const anchor = ["start", "middle", "end", "middle"][i]!;
    return text(name, x + dx!, y + dy!, anchor, FONT_SIZE.tick);
  });
  const marks = rings.map((ring) => {
    const [x, y] = polarPoint(LABEL_BEARING, ring.radius);
    return text(ring.text, x + 2, y + 3, "start", FONT_SIZE.note);
  });
  const halo = { stroke: PAPER, "stroke-width": 2.6, "stroke-linejoin": "round" };
  return [
    polarCircle(document, 1, { stroke: INK, "stroke-width": 0.8 }),
    ...spokes.map(({ attributes, content }) => element(document, "text", attributes, content)),
    // resvg draws paint-order, some browsers' printing does not: the halo is a text of its own.
    ...marks.flatMap(({ attributes, content }) => [
      element(document, "text", { ...attributes, ...halo, fill: PAPER }, content),
      element(document, "text", attributes, content),
    ]),
    ...notes.map((note, i) =>
      element(document, "text", {
        x: PANEL_WIDTH - 4,
        y: POLAR_PANEL_HEIGHT - 7 - 13 * (notes.length - 1 - i),
        "text-anchor": "end",
        "font-size": FONT_SIZE.note,
        fill: GREY,
      }, note)
    ),
  ];
}
