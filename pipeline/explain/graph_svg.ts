import { states } from "../plan/comparison.ts";
import { stateColours } from "./graph_view.ts";
import type { Box, GraphView } from "./graph_view.ts";
import { layeredLayout } from "./layered_layout.ts";

const [HEIGHT, GAP_Y, GAP_X, MARGIN, LEGEND] = [40, 10, 70, 20, 36] as const;

/** Width of a character of the labels; generous, since nothing measures fonts here. */
const CHARACTER = 6.6;

interface Placed {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The graph as a drawing: columns from left to right, boxes coloured by state. */
export function graphSvg({ boxes, edges }: GraphView): string {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const layers = layeredLayout([...byId.keys()], edges)
    .map((layer) => layer.map((id) => byId.get(id)!)); // the same ids
  const tallest = Math.max(1, ...layers.map((layer) => layer.length));
  const height = MARGIN * 2 + LEGEND + tallest * (HEIGHT + GAP_Y) - GAP_Y;
  const placed = new Map<string, Placed>();
  let x: number = MARGIN;
  for (const layer of layers) {
    const width = Math.max(...layer.map(widthOf));
    const top = MARGIN + LEGEND + (tallest - layer.length) * (HEIGHT + GAP_Y) / 2;
    for (const [i, box] of layer.entries()) {
      placed.set(box.id, { box, x, y: top + i * (HEIGHT + GAP_Y), width });
    }
    x += width + GAP_X;
  }
  const width = Math.max(x - GAP_X + MARGIN, 520);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" ` +
    `width="${n(width)}" height="${n(height)}" font-family="sans-serif" font-size="11" role="img">`,
    `<title>Stages by condition and what they take from each other</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...states.map(legend),
    `<g fill="none" stroke="#9aa3ad" stroke-opacity="0.6">`,
    ...edges.map(([from, to]) => edge(placed.get(from)!, placed.get(to)!)), // boxes of the graph
    `</g>`,
    ...[...placed.values()].map(rectangle),
    `</svg>`,
    "",
  ].join("\n");
}

function rectangle({ box, x, y, width }: Placed): string {
  const { title, subtitle, state } = box;
  const [fill, stroke, text] = stateColours[state];
  const second = subtitle === ""
    ? ""
    : `<text x="${n(x + 10)}" y="${n(y + 31)}" fill="${text}" font-size="10">${
      escape(subtitle)
    }</text>`;
  return `<g><title>${escape(`${title} ${subtitle}: ${state}`)}</title>` +
    `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${HEIGHT}" rx="5" fill="${fill}" ` +
    `stroke="${stroke}"/><text x="${n(x + 10)}" y="${n(y + (subtitle === "" ? 24 : 17))}" ` +
    `fill="${text}" font-weight="bold">${escape(title)}</text>${second}</g>`;
}

function edge(from: Placed, to: Placed): string {
  const [x0, y0] = [from.x + from.width, from.y + HEIGHT / 2];
  const [x1, y1] = [to.x, to.y + HEIGHT / 2];
  const bend = Math.max(30, (x1 - x0) / 2);
  return `<path d="M${n(x0)} ${n(y0)}C${n(x0 + bend)} ${n(y0)} ${n(x1 - bend)} ${n(y1)} ` +
    `${n(x1)} ${n(y1)}"/>`;
}

function legend(state: typeof states[number], i: number): string {
  const [fill, stroke] = stateColours[state];
  const x = MARGIN + i * 95;
  return `<rect x="${x}" y="${MARGIN}" width="14" height="14" rx="3" fill="${fill}" ` +
    `stroke="${stroke}"/><text x="${x + 20}" y="${MARGIN + 11}" fill="#333">${state}</text>`;
}

const widthOf = ({ title, subtitle }: Box): number =>
  20 + CHARACTER * Math.max(title.length * 1.1, subtitle.length * 0.9);

const n = (value: number): string => String(Math.round(value * 100) / 100);

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
