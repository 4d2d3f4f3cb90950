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
      const unit = view.value === "position" ? " m" : "";
      const ended = now >= phase.steps ? " (ended)" : "";
      return `${phase.phase}${ended}: ${(sum / phase.trajectories).toFixed(2)}${unit}`;
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
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}

/** Base64 of little-endian int16. */
function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 2 }, (_, i) => view.getInt16(i * 2, true));
}

/** Steps of each trajectory that are drawn behind its head. */
const TRAIL = 60;

function paint(
  canvas,
  { phase, trajectories, steps },
  all,
  view,
  now,
  { halfWidth, ranges, full },
) {
  const context = canvas.getContext("2d");
  const half = canvas.width / 2;
  const scale = (half - 20) / full;
  const style = getComputedStyle(canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineWidth = 2;
  context.strokeStyle = style.getPropertyValue("--line");
  if (view === "position") {
    const wall = halfWidth / ranges.position * full * scale;
    context.strokeRect(half - wall, half - wall, 2 * wall, 2 * wall);
  } else {
    context.beginPath();
    context.moveTo(0, half);
    context.lineTo(2 * half, half);
    context.moveTo(half, 0);
    context.lineTo(half, 2 * half);
    context.stroke();
  }
  context.strokeStyle = context.fillStyle = phase === "active" ? "#2ca7c5" : "#ee3233";
  const last = Math.min(now, steps - 1);
  for (let n = 0; n < trajectories; n++) {
    const point = (t) => {
      const i = (n * steps + t) * 2;
      return [half + all[i] * scale, half - all[i + 1] * scale];
    };
    context.beginPath();
    for (let t = Math.max(0, last - TRAIL); t <= last; t++) context.lineTo(...point(t));
    context.stroke();
    context.beginPath();
    context.arc(...point(last), 6, 0, 2 * Math.PI);
    context.fill();
  }
}
