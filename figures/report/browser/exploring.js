import { axes, MARGIN, mark } from "./canvas_axes.js";
import { read } from "./dom.js";

/** A slider through time: trajectories of both phases, as positions or on principal components. */
export function exploring() {
  const data = read("explore-data");
  if (data === null) return;
  const [view, step, play, says] = ["view", "step", "play", "says"]
    .map((name) => document.getElementById(`explore-${name}`));
  const coordinates = new Map(data.phases.map((phase) => [phase.phase, {
    position: decode(phase.position),
    states: decode(phase.states),
  }]));
  const draw = () => {
    const now = Number(step.value);
    for (const canvas of document.querySelectorAll("canvas.explore")) {
      const phase = data.phases.find(({ phase }) => phase === canvas.dataset.phase);
      paint(canvas, phase, coordinates.get(phase.phase)[view.value], view.value, now, data);
    }
    says.textContent = `step ${now + 1} of ${Number(step.max) + 1}; ` + data.phases.map((phase) => {
      const at = Math.min(now, phase.steps - 1);
      const range = data.ranges[view.value] / data.full;
      const all = coordinates.get(phase.phase)[view.value];
      let sum = 0;
      for (let n = 0; n < phase.trajectories; n++) {
        const i = (n * phase.steps + at) * 2;
        sum += Math.hypot(all[i], all[i + 1]) * range;
      }
      const unit = view.value === "position" ? "m" : "a.u.";
      const ended = now >= phase.steps ? " (ended)" : "";
      return `${phase.phase}${ended}: ${(sum / phase.trajectories).toFixed(2)} ${unit}`;
    }).join(", ") + " from the origin on average";
  };
  let timer;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "Play";
  };
  play.addEventListener("click", () => {
    if (timer !== undefined) return stop();
    if (step.value === step.max) step.value = "0";
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Pause";
    timer = setInterval(() => {
      step.value = String(Number(step.value) + 1);
      draw();
      if (step.value === step.max) stop();
    }, 40);
  });
  step.addEventListener("input", draw);
  view.addEventListener("input", draw);
  new ResizeObserver(draw).observe(document.querySelector("canvas.explore").parentElement);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}

/** Base64 of little-endian int16. */
function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 2 }, (_, i) => view.getInt16(i * 2, true));
}

/** Steps of each trajectory that are drawn behind its head, the older the fainter. */
const TRAIL = 300;
const SHADES = 6;

const LABELS = { position: ["x (m)", "y (m)"], states: ["PC 1 (a.u.)", "PC 2 (a.u.)"] };

function paint(
  canvas,
  { phase, trajectories, steps },
  all,
  view,
  now,
  { halfWidth, ranges, full },
) {
  const width = canvas.clientWidth;
  const side = width - MARGIN.left - MARGIN.right;
  const height = side + MARGIN.top + MARGIN.bottom;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  const context = canvas.getContext("2d");
  context.scale(devicePixelRatio, devicePixelRatio);
  const range = ranges[view] * 1.04;
  const x = (value) => MARGIN.left + (1 + value / range) * side / 2;
  const y = (value) => MARGIN.top + (1 - value / range) * side / 2;
  const style = getComputedStyle(canvas);
  axes(context, { x, y, range, labels: LABELS[view], style });
  if (view === "position") {
    context.strokeStyle = style.getPropertyValue("--soft");
    context.strokeRect(
      x(-halfWidth),
      y(halfWidth),
      x(halfWidth) - x(-halfWidth),
      y(-halfWidth) - y(halfWidth),
    );
  }
  context.strokeStyle = context.fillStyle = phase === "active" ? "#2ca7c5" : "#ee3233";
  context.lineWidth = 1.4;
  const last = Math.min(now, steps - 1);
  const first = Math.max(0, last - TRAIL);
  const unit = ranges[view] / full;
  for (let n = 0; n < trajectories; n++) {
    const point = (t) => {
      const i = (n * steps + t) * 2;
      return [x(all[i] * unit), y(all[i + 1] * unit)];
    };
    for (let shade = 1, from = first; shade <= SHADES; shade++) {
      const to = Math.round(first + (last - first) * shade / SHADES);
      context.globalAlpha = shade / SHADES;
      context.beginPath();
      for (let t = from; t <= to; t++) context.lineTo(...point(t));
      context.stroke();
      from = to;
    }
    mark(context, point(0), 4.5).stroke();
    mark(context, point(last), 3.5).fill();
  }
}
