import { rampColour } from "./colour.ts";
import { type Attributes, element, type SvgDocument, type SvgElement } from "./document.ts";
import { decimalsFor, numberText } from "./number_text.ts";
import type { PlotArea } from "./plot.ts";
import { FONT_SIZE, INK } from "./style.ts";

/** A legend for colours that stand for numbers. */
export interface Ramp {
  readonly label: string;
  readonly stops: readonly string[];
  /** What the ends of the ramp stand for. */
  readonly domain: readonly [number, number];
  /** Flat bands instead of a gradient. */
  readonly bands?: number;
  readonly ticks: readonly number[];
  /** As few decimals as tell the ticks apart unless given. */
  readonly tickFormat?: (value: number) => string;
  /** Whether larger values were drawn in the last colour: adds an arrow head and "≥". */
  readonly clipped: boolean;
}

/** Thickness of the ramp, height of its arrow head and length of its ticks, px. */
const THICKNESS = 8;
const ARROW = 7;
const TICK = 3;

/** Draws the ramp upright, right of `area`, or lying below it and its axis. */
export function drawRamp(
  document: SvgDocument,
  area: PlotArea,
  ramp: Ramp,
  side: "right" | "below" = "right",
): SvgElement {
  const upright = side === "right";
  const left = area.left + (upright ? area.width + 14 : 0);
  const top = area.top + area.height + (upright ? 0 : 36);
  const all = upright ? area.height : area.width;
  const length = all - (ramp.clipped ? ARROW : 0);
  const along = (value: number) =>
    length * (value - ramp.domain[0]) / (ramp.domain[1] - ramp.domain[0]);
  const text = (attributes: Attributes, content: string) =>
    element(document, "text", attributes, content);
  const ticks = ramp.ticks.map((value) =>
    text({
      ...upright
        ? { x: left + THICKNESS + TICK + 2, y: top - along(value), dy: "0.35em" }
        : { x: left + along(value), y: top + THICKNESS + TICK + 9, "text-anchor": "middle" },
      "font-size": FONT_SIZE.note,
    }, tickText(ramp, value))
  );
  const place = upright
    ? { transform: `translate(${left + THICKNESS + 37},${area.top + all / 2}) rotate(-90)` }
    : { x: left + all / 2, y: top + THICKNESS + TICK + 22 };
  return element(
    document,
    "g",
    { "data-legend": "" },
    element(
      document,
      "g",
      { transform: `translate(${left},${top})${upright ? " rotate(-90)" : ""}` },
      ...bar(document, ramp, length, along),
    ),
    ...ticks,
    text({ ...place, "text-anchor": "middle", "font-size": FONT_SIZE.tick }, ramp.label),
  );
}

/** The colours from left to right, their outline and ticks below. */
function bar(
  document: SvgDocument,
  { stops, bands, ticks, clipped }: Ramp,
  length: number,
  along: (value: number) => number,
): SvgElement[] {
  const path = (attributes: Attributes) => element(document, "path", attributes);
  const slices = bands ?? 120;
  const colours = bandColours(stops, slices);
  // Every slice reaches up to the end, under those drawn after it, so that no seams show.
  const stack = colours.map((fill, i) =>
    element(document, "rect", {
      x: length * i / slices,
      y: 0,
      width: length * (1 - i / slices),
      height: THICKNESS,
      fill,
    })
  );
  const head = `L${length + ARROW},${THICKNESS / 2}L${length},${THICKNESS}`;
  const line = { fill: "none", stroke: INK };
  return [
    ...stack,
    ...clipped ? [path({ d: `M${length},0${head}Z`, fill: colours.at(-1)! })] : [],
    path({
      d: `M0,0H${length}${clipped ? head : `V${THICKNESS}`}H0Z`,
      ...line,
      "stroke-width": 0.6,
    }),
    ...ticks.map((value) =>
      path({ d: `M${along(value)},${THICKNESS}v${TICK}`, ...line, "stroke-width": 0.8 })
    ),
  ];
}

function tickText({ domain, ticks, tickFormat, clipped }: Ramp, value: number): string {
  const text = tickFormat?.(value) ?? numberText(value, decimalsFor(ticks));
  return clipped && value === domain[1] ? `≥${text}` : text;
}

/** The colours of `count` bands, the first and the last being the ends of the ramp. */
export function bandColours(stops: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => rampColour(stops, i / Math.max(count - 1, 1)));
}
