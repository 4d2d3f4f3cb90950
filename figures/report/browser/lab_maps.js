import { rampColour } from "../../parts/colour.ts";
import { DENSITY_RAMP } from "../../parts/style.ts";
import { mark } from "./canvas_axes.js";

/** Around drawings without axes, and with one below, px. */
const BARE = { left: 8, right: 8, top: 8, bottom: 8 };
const BELOW = { left: 14, right: 14, top: 8, bottom: 40 };

const RAMP = Array.from({ length: 256 }, (_, i) => rampColour(DENSITY_RAMP, i / 255));

/** How active each place cell is, at its place: the fuller, the more active. */
export function drawPlaceCells(surface, outputs, centres, space, colour) {
  const { context, x, y } = inBox(surface, space);
  const most = outputs.reduce((a, b) => Math.max(a, b), 0);
  context.strokeStyle = surface.getPropertyValue("--line");
  context.fillStyle = colour;
  const radius = outputs.length > 200 ? 3 : 4.5;
  for (let cell = 0; cell < centres.length / 2; cell++) {
    const dot = mark(context, [x(centres[2 * cell]), y(centres[2 * cell + 1])], radius);
    context.globalAlpha = 1;
    dot.stroke();
    context.globalAlpha = most > 0 ? Math.max(0, (outputs[cell] ?? 0) / most) : 0;
    dot.fill();
  }
}

/** How active each head direction cell is, by its preferred angle. */
export function drawTuning(surface, outputs, _angles, _space, colour) {
  const { context, x, y } = overBearings(surface);
  const most = outputs.reduce((a, b) => Math.max(a, b), 1e-9);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  outputs.forEach((output, cell) => {
    const share = Math.max(0, output / most);
    context.lineTo(x(2 * cell / (outputs.length - 1) - 1), y(2 * share - 1));
  });
  context.stroke();
}

/** Where positions were: a map of the roots of the counts (lab_density.ts), on the plate of the figures. */
export function drawPositions(surface, shares, space) {
  const { context, x, y } = inBox(surface, space);
  const across = Math.sqrt(shares.length);
  const column = (i) => Math.round(x((i / across - 0.5) * space.width)); // whole, so without gaps
  const row = (i) => Math.round(y((i / across - 0.5) * space.height));
  shares.forEach((root, bin) => {
    const i = bin % across, j = Math.floor(bin / across);
    context.fillStyle = RAMP[root];
    context.fillRect(column(i), row(j + 1), column(i + 1) - column(i), row(j) - row(j + 1));
  });
  outline(surface, x, y, space);
}

/** Where bearings were: bars whose heights are the counts. */
export function drawBearings(surface, shares, _space, colour) {
  const { context, x, y } = overBearings(surface);
  context.fillStyle = colour;
  const width = (x(1) - x(-1)) / shares.length;
  shares.forEach((root, bin) => {
    const top = y(2 * (root / 255) ** 2 - 1);
    context.fillRect(x(-1) + bin * width, top, Math.max(1, width - 1), y(-1) - top);
  });
}

/** Scales of positions in m. */
function inBox(surface, space) {
  const { context, x: across, y: up } = surface.begin(BARE);
  const range = Math.max(space.width, space.height) / 2;
  const x = (value) => across(value / range), y = (value) => up(value / range);
  outline(surface, x, y, space);
  return { context, x, y };
}

function outline(surface, x, y, { width, height }) {
  const { context } = surface;
  context.lineWidth = 1;
  context.strokeStyle = surface.getPropertyValue("--soft");
  const [left, top] = [x(-width / 2), y(height / 2)];
  context.strokeRect(left, top, x(width / 2) - left, y(-height / 2) - top);
}

/** An axis of bearings below. */
function overBearings(surface) {
  const { context, x, y } = surface.begin(BELOW);
  context.lineWidth = 1;
  context.strokeStyle = context.fillStyle = surface.getPropertyValue("--ink");
  context.beginPath();
  context.moveTo(x(-1), y(-1));
  context.lineTo(x(1), y(-1));
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const [at, text] of [[-1, "−π"], [0, "0"], [1, "π"]]) {
    context.moveTo(x(at), y(-1));
    context.lineTo(x(at), y(-1) + 4);
    context.fillText(text, x(at), y(-1) + 6);
  }
  context.stroke();
  context.fillText("bearing (rad)", x(0), y(-1) + 22);
  return { context, x, y };
}
