import { read } from "./dom.js";

/** Steps a second: about a quarter of the animal's own pace. */
const PACE = 12;

/** The article's picture of the task: moves while it is seen, unless the reader stops it. */
export function movingScene() {
  const data = read("scene-data");
  if (data === null) return;
  const scene = document.getElementById("scene");
  const [step, play, says] = ["step", "play", "says"]
    .map((name) => document.getElementById(`scene-${name}`));
  const draw = drawing(scene, data);
  const show = (at) => {
    step.value = String(at);
    says.textContent = draw(Number(step.value));
    step.setAttribute("aria-valuetext", says.textContent);
  };
  const last = Number(step.max);
  let wanted = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  let seen = false, timer;
  const move = () => {
    const moves = wanted && seen;
    play.textContent = wanted ? "Pause" : "Play";
    if (moves === (timer !== undefined)) return;
    clearInterval(timer);
    timer = moves ? setInterval(next, 1000 / PACE) : undefined;
  };
  const next = () => {
    show(Number(step.value) + 1);
    if (Number(step.value) === last) want(false);
  };
  const want = (motion) => {
    wanted = motion;
    if (wanted && Number(step.value) === last) show(0);
    move();
  };
  play.addEventListener("click", () => want(!wanted));
  step.addEventListener("input", () => {
    want(false);
    show(Number(step.value));
  });
  addEventListener("beforeprint", () => show(last)); // on paper it is what it comes to
  show(wanted ? 0 : last);
  move();
  new IntersectionObserver(([{ isIntersecting }]) => {
    seen = isIntersecting;
    move();
  }, { threshold: 0.3 }).observe(scene.querySelector(".pictures"));
}

/** Draws a step, and says in words what it is. */
function drawing(scene, { timeStep, tuning, winners }) {
  const find = (selector) => scene.querySelector(`.room ${selector}`);
  const cells = [...scene.querySelectorAll(".room .cell")];
  const centres = cells.map((
    cell,
  ) => [Number(cell.getAttribute("cx")), Number(cell.getAttribute("cy"))]);
  const rings = [...scene.querySelectorAll(".room .winner")];
  const [walk, active, quiescent] = [".walk", ".path.active", ".path.quiescent"].map((name) => {
    const line = find(name);
    const points = line.getAttribute("points").split(" ");
    return { points, upTo: (n) => line.setAttribute("points", points.slice(0, n).join(" ")) };
  });
  const [animal, position] = [find(".animal"), find(".position")];
  const now = scene.querySelector(".now");
  const [from, to] = [Number(now.dataset.from), Number(now.dataset.to)];
  const [driven, alone] = [active.points.length, quiescent.points.length];
  return (step) => {
    const offline = step >= driven;
    const phase = offline ? "quiescent" : "active";
    const steps = Math.min(step + 1, driven);
    walk.upTo(steps + 1);
    active.upTo(steps);
    quiescent.upTo(offline ? step + 1 - driven : 0);
    const place = walk.points[steps];
    put(animal, place);
    animal.toggleAttribute("hidden", offline);
    put(position, offline ? quiescent.points[step - driven] : active.points[step]);
    position.setAttribute("class", `position ${phase}`);
    const [x, y] = place.split(",").map(Number);
    const most = winners[phase][offline ? step - driven : step];
    cells.forEach((cell, i) => {
      const [cx, cy] = centres[i];
      const asked = Math.exp(-((cx - x) ** 2 + (cy - y) ** 2) / (2 * tuning ** 2)); // eq. 20
      cell.style.setProperty("--activity", offline ? 0 : asked.toFixed(3));
    });
    rings.forEach((ring, i) => put(ring, centres[most[i]].join(",")));
    const at = from + (to - from) * (step + 1) / (driven + alone);
    now.setAttribute("d", now.getAttribute("d").replace(/^M[^,]+/, `M${at.toFixed(1)}`));
    const time = ((offline ? step + 1 - driven : step + 1) * timeStep).toFixed(2);
    return offline
      ? `Quiescent: ${time} s without input`
      : `Active: ${time} s with the velocity as input`;
  };
}

function put(circle, place) {
  const [x, y] = place.split(",");
  circle.setAttribute("cx", x);
  circle.setAttribute("cy", y);
}
