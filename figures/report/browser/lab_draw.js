import { PHASE_COLOUR } from "../../parts/style.ts";
import { axes, MARGIN, mark } from "./canvas_axes.js";
import { Surface } from "./canvas_surface.js";
import { drawBearings, drawPlaceCells, drawPositions, drawTuning } from "./lab_maps.js";

/** Steps of a tail, and the parts that it fades in. */
const TAIL = 60, SHADES = 4;

/** Room for the axes, so that what is left is a square; and around the ring, px. */
const AXES = { ...MARGIN, right: MARGIN.top + MARGIN.bottom - MARGIN.left };
const BARE = { left: 8, right: 8, top: 8, bottom: 8 };

/** Radius of the ring of bearings in its canvas, and of the labels around it. */
const RING = 0.82, AROUND = 0.95;

/** What draws a run on these canvases: where it is, its states, its outputs, where it was, where it was active. */
export function labViews(canvases) {
  const surfaces = canvases.map((canvas) => new Surface(canvas));
  const [room, plane, cells, now, active] = surfaces;
  return {
    refresh: () => surfaces.forEach((surface) => surface.refresh()),
    draw(run, phase, activeShares) {
      const { space, places } = run.network, colour = PHASE_COLOUR[phase];
      const isRoom = space.dimensions === 2;
      (isRoom ? drawRoom : drawRing)(room, run, colour);
      drawPlane(plane, run, colour);
      const [drawCells, drawDensity] = isRoom
        ? [drawPlaceCells, drawPositions]
        : [drawTuning, drawBearings];
      drawCells(cells, run.outputs, places, space, colour);
      drawDensity(now, run.density.shares(), space, colour);
      drawDensity(active, activeShares, space, PHASE_COLOUR.active);
    },
  };
}

/** The place in the room, [x, y] in m, or on the ring, [bearing] in rad, that a point of the screen shows. */
export function placeAt(canvas, { space }, clientX, clientY) {
  const { left, top, width } = canvas.getBoundingClientRect();
  const area = space.dimensions === 2 ? AXES : BARE;
  const side = width - area.left - area.right;
  const across = (clientX - left - area.left) / side * 2 - 1;
  const up = 1 - (clientY - top - area.top) / side * 2;
  if (space.dimensions === 1) return [Math.atan2(up, across)];
  const range = rangeOf(space);
  const within = (value, extent) => Math.max(-extent / 2, Math.min(extent / 2, value * range));
  return [within(across, space.width), within(up, space.height)];
}

const rangeOf = ({ width, height }) => 1.04 * Math.max(width, height) / 2;

function drawRoom(surface, run, colour) {
  const { context, x: across, y: up } = surface.begin(AXES);
  const { width, height } = run.network.space, range = rangeOf(run.network.space);
  const x = (value) => across(value / range), y = (value) => up(value / range);
  axes(context, { x, y, range, labels: ["x (m)", "y (m)"], style: surface });
  context.strokeStyle = surface.getPropertyValue("--soft");
  const [left, top] = [x(-width / 2), y(height / 2)];
  context.strokeRect(left, top, x(width / 2) - left, y(-height / 2) - top);
  const { positions, truth } = run;
  const point = (points, n) => [x(points[2 * n]), y(points[2 * n + 1])];
  drawTails(context, positions, run.trajectories, point, colour);
  if (truth) drawTruth(surface, [x(truth[0]), y(truth[1])]);
}

/** Bearings now on the ring, and before inside it: the older, the nearer to the centre. */
function drawRing(surface, run, colour) {
  const { context, x, y } = surface.begin(BARE);
  const at = (bearing, radius) => [x(radius * Math.cos(bearing)), y(radius * Math.sin(bearing))];
  context.lineWidth = 1;
  context.strokeStyle = surface.getPropertyValue("--soft");
  mark(context, [x(0), y(0)], x(RING) - x(0)).stroke();
  context.fillStyle = surface.getPropertyValue("--ink");
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const degrees of [0, 90, 180, -90]) {
    context.fillText(`${degrees}°`.replace("-", "−"), ...at(degrees * Math.PI / 180, AROUND));
  }
  const point = (points, n, age) => at(points[n], RING * (1 - 0.8 * age / TAIL));
  drawTails(context, run.positions, run.trajectories, point, colour);
  if (run.truth) drawTruth(surface, at(run.truth[0], RING));
}

/** Where the first animal is, which the network follows. */
function drawTruth(surface, at) {
  const { context } = surface;
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeStyle = surface.getPropertyValue("--ink");
  mark(context, at, 8).stroke();
}

function drawPlane(surface, run, colour) {
  const { context, x: across, y: up } = surface.begin(AXES);
  if (run.states.length === 0) return;
  const range = roundRange(run.largestState);
  const x = (value) => across(value / range), y = (value) => up(value / range);
  axes(context, { x, y, range, labels: ["PC 1 (a.u.)", "PC 2 (a.u.)"], style: surface });
  const point = (points, n) => [x(points[2 * n]), y(points[2 * n + 1])];
  drawTails(context, run.states, run.trajectories, point, colour);
}

/** The next of 1, 2, 5, 10 ... */
function roundRange(largest) {
  const power = 10 ** Math.floor(Math.log10(largest));
  return power * [1, 2, 5, 10].find((each) => each * power >= largest);
}

/** The trajectories with their tails, the first strongest and above the others. */
function drawTails(context, steps, trajectories, point, colour) {
  const last = steps.length - 1, first = Math.max(0, last - TAIL);
  if (last < 0) return;
  context.strokeStyle = context.fillStyle = colour;
  for (let n = trajectories - 1; n >= 0; n--) {
    context.lineWidth = n === 0 ? 2 : 1;
    for (let shade = 1, from = first; shade <= SHADES; shade++) {
      const to = Math.round(first + (last - first) * shade / SHADES);
      context.globalAlpha = (n === 0 ? 1 : 0.35) * shade / SHADES;
      context.beginPath();
      for (let t = from; t <= to; t++) context.lineTo(...point(steps[t], n, last - t));
      context.stroke();
      from = to;
    }
    context.globalAlpha = n === 0 ? 1 : 0.6;
    mark(context, point(steps[last], n, 0), n === 0 ? 5 : 3).fill();
  }
}
