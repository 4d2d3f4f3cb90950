import { rampColour } from "./colour.ts";
import { type Attributes, element, type SvgElement } from "./document.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { FONT_SIZE, GREY, INK, PAPER, type Phase, PHASE_COLOUR, PHASE_SHADES } from "./style.ts";

type Draw = (
  name: string,
  attributes: Attributes,
  ...children: (SvgElement | string)[]
) => SvgElement;

/** Side of the four pictures of a row and the gaps between them, px. */
const SIDE = 62;
const LEFTS = [24, 112, 200, 288] as const;
const ROWS: Readonly<Record<Phase, number>> = { active: 45, quiescent: 162 };

/**
 * A picture of the task: velocity, network, place-cell activity and position; both phases below each
 * other. The variance of the noise is multiplied in quiescence.
 */
export function schematicPanel(head: PanelHead, varianceFactor: number): string {
  return drawPanel(head, 254, (document) => {
    const draw: Draw = (name, attributes, ...children) =>
      element(document, name, attributes, ...children);
    return [...row(draw, "active", 1), ...row(draw, "quiescent", varianceFactor)];
  });
}

function row(draw: Draw, phase: Phase, varianceFactor: number): SvgElement[] {
  const top = ROWS[phase];
  const colour = PHASE_COLOUR[phase];
  const path = walk(phase);
  const pictures = [
    velocity(draw, phase),
    network(draw, phase),
    cells(draw, path),
    box(draw, phase, path),
  ];
  const input = phase === "active" ? ["velocity", "ds/dt"] : ["input off", "ds/dt = 0"];
  const captions = [input, ["recurrent", "network r"], ["place-cell", "activity Dr"], [
    "decoded",
    "position",
  ]];
  return [
    draw("text", {
      transform: `translate(13,${top + SIDE / 2}) rotate(-90)`,
      "text-anchor": "middle",
      "font-size": FONT_SIZE.label,
      fill: colour,
    }, phase === "active" ? "Active" : "Quiescent"),
    ...pictures.map((picture, i) =>
      draw("g", { transform: `translate(${LEFTS[i]},${top})` }, ...picture)
    ),
    ...LEFTS.slice(1).map((left, i) => arrow(draw, phase, i, left - 23, top + SIDE / 2)),
    ...captions.flatMap(([first, second], i) =>
      [first!, second!].map((text, line) =>
        draw("text", {
          x: LEFTS[i]! + SIDE / 2,
          y: top + SIDE + 13 + 12 * line,
          "text-anchor": "middle",
          "font-size": FONT_SIZE.note,
        }, text)
      )
    ),
    noise(draw, varianceFactor, LEFTS[1] + SIDE / 2, top),
  ];
}

/** Two traces of the velocity, or two flat ones. */
function velocity(draw: Draw, phase: Phase): SvgElement[] {
  const traces = [0, 1].map((k) => {
    const middle = SIDE * (k === 0 ? 0.3 : 0.72);
    const d = Array.from({ length: 40 }, (_, i) => {
      const t = i / 39;
      const swing = Math.sin(9 * t + 2 * k) + 0.6 * Math.sin(17 * t + 1 + 3 * k);
      return `${6 + 50 * t},${middle - (phase === "active" ? 7 * swing : 0)}`;
    });
    return draw("path", {
      d: "M" + d.join("L"),
      fill: "none",
      stroke: phase === "active" ? PHASE_SHADES.active[1 + k]! : GREY,
      "stroke-width": 1.4,
      "stroke-linejoin": "round",
    });
  });
  return [frame(draw), ...traces];
}

/** Units on a ring, joined at random (a fixed table). */
function network(draw: Draw, phase: Phase): SvgElement[] {
  const count = 9;
  const at = (i: number) => {
    const angle = 2 * Math.PI * (i / count) - Math.PI / 2;
    return [SIDE / 2 + 25 * Math.cos(angle), SIDE / 2 + 25 * Math.sin(angle)] as const;
  };
  const joined = [2, 4, 3, 5, 2, 4, 3, 4, 5].map((leap, i) => [i, (i + leap) % count] as const);
  const edges = joined.map(([from, to]) => {
    const [x1, y1] = at(from);
    const [x2, y2] = at(to);
    const bend = 0.25;
    const cx = (x1 + x2) / 2 * (1 - bend) + SIDE / 2 * bend;
    const cy = (y1 + y2) / 2 * (1 - bend) + SIDE / 2 * bend;
    return draw("path", {
      d: `M${x1},${y1}Q${cx},${cy} ${x2},${y2}`,
      fill: "none",
      stroke: GREY,
      "stroke-width": 0.8,
    });
  });
  const level = [0.9, 0.2, 0.6, 0.05, 0.35, 0.75, 0.1, 0.5, 0.3];
  const units = level.map((value, i) => {
    const [cx, cy] = at(i);
    const fill = rampColour([PAPER, PHASE_COLOUR[phase]], value);
    return draw("circle", { cx, cy, r: 5.2, fill, stroke: INK, "stroke-width": 0.9 });
  });
  return [...edges, ...units];
}

/** A grid of place cells, the brighter the nearer they are to the end of the path. */
function cells(draw: Draw, path: readonly (readonly [number, number])[]): SvgElement[] {
  const side = 9;
  const size = SIDE / side;
  const [x, y] = path.at(-1)!;
  const dots = Array.from({ length: side * side }, (_, k) => {
    const [cx, cy] = [(k % side + 0.5) * size, (Math.floor(k / side) + 0.5) * size];
    const activity = Math.exp(-((cx - x) ** 2 + (cy - y) ** 2) / (2 * 9 ** 2));
    const fill = rampColour(["#ececec", "#8c6bb1", "#4d004b"], activity);
    return draw("circle", { cx, cy, r: 2.6, fill });
  });
  return [frame(draw), ...dots];
}

/** The box with the path in it: a circle at the start, a triangle at the end. */
function box(
  draw: Draw,
  phase: Phase,
  path: readonly (readonly [number, number])[],
): SvgElement[] {
  const [[x0, y0], [x1, y1]] = [path[0]!, path.at(-1)!];
  const fill = PHASE_SHADES[phase][1]!;
  return [
    frame(draw),
    draw("path", {
      d: "M" + path.map((point) => point.join()).join("L"),
      fill: "none",
      stroke: PHASE_COLOUR[phase],
      "stroke-width": 1.5,
      "stroke-linejoin": "round",
    }),
    draw("circle", { cx: x0, cy: y0, r: 3, fill, stroke: PAPER, "stroke-width": 0.6 }),
    draw("path", { d: `M${x1},${y1 - 4.2}l4,7h-8Z`, fill, stroke: PAPER, "stroke-width": 0.6 }),
  ];
}

/** A smooth path inside a picture, px. */
function walk(phase: Phase): (readonly [number, number])[] {
  return Array.from({ length: 60 }, (_, i) => {
    const t = i / 59;
    return phase === "active"
      ? [10 + 40 * t + 5 * Math.sin(11 * t), 48 - 30 * t + 9 * Math.sin(7.5 * t)] as const
      : [50 - 34 * t + 6 * Math.sin(9 * t), 14 + 30 * t + 8 * Math.sin(8 * t)] as const;
  });
}

function frame(draw: Draw): SvgElement {
  return draw("rect", {
    width: SIDE,
    height: SIDE,
    fill: "none",
    stroke: INK,
    "stroke-width": 0.9,
  });
}

/** An arrow to the right; the first of the quiescent row is crossed out. */
function arrow(draw: Draw, phase: Phase, index: number, x: number, y: number): SvgElement {
  const off = phase === "quiescent" && index === 0;
  const colour = off ? GREY : INK;
  const line = { stroke: colour, "stroke-width": 1.2 };
  return draw(
    "g",
    {},
    draw("path", { d: `M${x},${y}h14`, ...line, ...(off ? { "stroke-dasharray": "2.5,2" } : {}) }),
    draw("path", { d: `M${x + 20},${y}l-7,-3.5v7Z`, fill: colour }),
    ...(off
      ? [draw("path", {
        d: `M${x + 4},${y - 5}l9,10m0,-10l-9,10`,
        stroke: PHASE_COLOUR.quiescent,
        "stroke-width": 1.6,
      })]
      : []),
  );
}

/** Noise entering the network from above. */
function noise(draw: Draw, varianceFactor: number, x: number, top: number): SvgElement {
  const zigzag = [0, 5, -4, 3, -5, 4, -2, 0].map((dx, i) => `${x + dx},${top - 22 + 2 * i}`);
  const raised = { dy: -3.5, "font-size": 7.5 };
  return draw(
    "g",
    {},
    draw("path", {
      d: "M" + zigzag.join("L"),
      fill: "none",
      stroke: INK,
      "stroke-width": 1,
      "stroke-linejoin": "round",
    }),
    draw("path", { d: `M${x},${top - 2}l-3.5,-7h7Z`, fill: INK }),
    draw(
      "text",
      { x: x + 10, y: top - 11, "font-size": FONT_SIZE.note },
      `noise, variance ${varianceFactor === 1 ? "" : varianceFactor}σ`,
      draw("tspan", raised, "2"),
    ),
  );
}
