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
  /** Whether larger values were drawn in the last colour: adds an arrow head and "≥". */
  readonly clipped: boolean;
}

const WIDTH = 11;
const ARROW = 9;

/** Draws the ramp upright beside `area`. */
export function drawRamp(document: SvgDocument, area: PlotArea, ramp: Ramp): SvgElement {
  const [low, high] = ramp.domain;
  const left = area.left + area.width + 14;
  const top = area.top + (ramp.clipped ? ARROW : 0);
  const height = area.height - (ramp.clipped ? ARROW : 0);
  const slices = ramp.bands ?? 120;
  const g = (name: string, attributes: Attributes, ...children: (SvgElement | string)[]) =>
    element(document, name, attributes, ...children);

  const yOf = (value: number) => top + height * (1 - (value - low) / (high - low));
  const colours = bandColours(ramp.stops, slices);
  // Every slice reaches up to the top, under those drawn after it, so that no seams show.
  const stack = colours.map((fill, i) =>
    g("rect", { x: left, y: top, width: WIDTH, height: height * (1 - i / slices), fill })
  );
  const outline = ramp.clipped
    ? `M${left},${top + height}V${top}L${left + WIDTH / 2},${top - ARROW}L${left + WIDTH},${top}V${
      top + height
    }Z`
    : `M${left},${top + height}V${top}H${left + WIDTH}V${top + height}Z`;
  const arrow = g("path", {
    d: `M${left},${top}L${left + WIDTH / 2},${top - ARROW}L${left + WIDTH},${top}Z`,
    fill: colours.at(-1)!,
  });
  const decimals = decimalsFor(ramp.ticks);
  const ticks = ramp.ticks.map((value) => {
    const above = ramp.clipped && value === high ? "≥" : "";
    return g(
      "g",
      { transform: `translate(${left + WIDTH},${yOf(value)})` },
      g("path", { d: "M0,0H4", stroke: INK, "stroke-width": 0.8 }),
      g(
        "text",
        { x: 6, dy: "0.35em", "font-size": FONT_SIZE.note },
        above + numberText(value, decimals),
      ),
    );
  });
  const label = g(
    "text",
    {
      transform: `translate(${left + WIDTH + 37},${area.top + area.height / 2}) rotate(-90)`,
      "text-anchor": "middle",
      "font-size": FONT_SIZE.tick,
    },
    ramp.label,
  );
  const frame = g("path", { d: outline, fill: "none", stroke: INK, "stroke-width": 0.6 });
  return g("g", {}, ...stack, ...(ramp.clipped ? [arrow] : []), frame, ...ticks, label);
}

/** The colours of `count` bands, the first and the last being the ends of the ramp. */
export function bandColours(stops: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => rampColour(stops, i / Math.max(count - 1, 1)));
}
