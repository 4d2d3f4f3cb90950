// What a reader can do with the page: enlarge a figure, follow it to its root, move through time.
// It runs in a browser, from file:// as well, and fetches nothing. The page reads without it, too.
"use strict";

const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

/** An element with attributes and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function button(text, press) {
  const made = element("button", { type: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

/** A dialog with a heading and a button that closes it; Escape does, too. */
function dialog(id) {
  const title = element("h2", { id: `${id}-title`, tabindex: "-1" });
  const body = element("div", {
    class: "body",
    tabindex: "0",
    role: "region",
    "aria-labelledby": title.id,
  });
  const bar = element("div", { class: "bar" }, title);
  const made = element("dialog", { id, "aria-labelledby": title.id }, bar, body);
  bar.append(button("Close", () => made.close()));
  document.body.append(made);
  return { made, title, body, bar };
}

/** The drawing itself moves into the dialog and back: its ids must stay unique. */
function enlarging() {
  const { made, title, body, bar } = dialog("enlarged");
  let plate, drawing, scale = 1;
  const zoom = (factor) => {
    scale = Math.min(8, Math.max(1, scale * factor));
    drawing.style.width = `${scale * 100}%`;
  };
  bar.prepend(button("Smaller", () => zoom(1 / 1.5)), button("Larger", () => zoom(1.5)));
  const open = (figure) => {
    plate = figure.querySelector(".plate");
    drawing = plate.querySelector("svg");
    title.textContent = figure.querySelector("h3").textContent;
    plate.style.minHeight = `${plate.offsetHeight}px`;
    body.replaceChildren(drawing);
    scale = 1;
    zoom(1);
    made.showModal();
  };
  made.addEventListener("close", () => {
    drawing.style.width = "";
    plate.style.minHeight = "";
    plate.append(drawing);
  });
  made.addEventListener("keydown", ({ key }) => {
    if (key === "+") zoom(1.5);
    if (key === "-") zoom(1 / 1.5);
  });
  for (const figure of document.querySelectorAll("figure")) {
    figure.querySelector(".plate").addEventListener("click", () => open(figure));
    figure.querySelector(".files").append(button("Enlarge", () => open(figure)));
  }
}

/** Under the pointer: where it is on the axes of a panel, in the units of the labels; y is the left axis. */
function reading() {
  const says = element("div", { class: "reading", hidden: "" });
  document.body.append(says);
  document.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const svg = target.closest?.(".plate svg, #enlarged svg");
    const [x, y] = svg ? axesOf(svg) : [];
    const inside = (axis, at) => axis !== undefined && at >= axis.low - 2 && at <= axis.high + 2;
    const shown = (x === undefined ? y !== undefined : inside(x, clientX)) &&
      (y === undefined || inside(y, clientY));
    says.hidden = !shown;
    if (!shown) return;
    (svg.closest("dialog") ?? document.body).append(says); // a dialog is above all else
    const parts = [x && `x = ${x.value(clientX)}`, y && `y = ${y.value(clientY)}`];
    says.textContent = parts.filter(Boolean).join(", ");
    says.style.left = `${Math.min(clientX + 14, innerWidth - says.offsetWidth - 4)}px`;
    says.style.top = `${clientY + 16}px`;
  }, { passive: true });
}

/** The axes of a drawing, from its tick labels: below it and left of it, in a row, evenly spaced. */
function axesOf(svg) {
  const box = svg.getBoundingClientRect();
  const ticks = [...svg.querySelectorAll("text")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const value = numberIn(text.textContent);
    return { value, right, x: (left + right) / 2, y: (top + bottom) / 2 };
  }).filter(({ value }) => Number.isFinite(value));
  const below = ticks.filter(({ y }) => y > box.top + 0.7 * box.height);
  const beside = ticks.filter(({ right }) => right < box.left + 0.25 * box.width);
  return [axis(below, "y", "x"), axis(beside, "right", "y")];
}

/** "−0.5", "1e-5", "10⁻⁵" */
function numberIn(text) {
  const power = /^10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(text.trim());
  if (power !== null) {
    return 10 ** Number(power[1].replace(/./g, (c) => c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)));
  }
  return text.trim() === "" ? NaN : Number(text.trim().replace("−", "-"));
}

/** The line, or on a logarithmic axis the exponential, through three aligned ticks or more. */
function axis(ticks, aligned, along) {
  const rows = Map.groupBy(ticks, (tick) => Math.round(tick[aligned]));
  const row = [...rows.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  if (row.length < 3) return undefined;
  row.sort((a, b) => a[along] - b[along]);
  const [first, last] = [row[0], row.at(-1)];
  const span = last[along] - first[along];
  for (const [to, from] of [[Number, Number], [Math.log, Math.exp]]) {
    const [a, b] = [to(first.value), to(last.value)];
    const fits = row.every((tick) =>
      Math.abs((to(tick.value) - a) / (b - a) * span - (tick[along] - first[along])) < 1
    );
    if (!fits) continue;
    const value = (at) => {
      const found = from(a + (b - a) * (at - first[along]) / span);
      if (to === Number && Math.abs(found) < Math.abs(b - a) / 1e3) return "0"; // less than a pixel
      return String(Number(found.toPrecision(3))).replace("-", "−");
    };
    const tick = span / (row.length - 1); // the frame may go on to where the next one would be
    return { value, low: first[along] - tick, high: last[along] + tick };
  }
  return undefined;
}

/** From a figure to its action, and from each action to those that it needs. */
function provenance() {
  const records = new Map((read("provenance") ?? []).map((record) => [record.action, record]));
  if (records.size === 0) return;
  const { made, title, body } = dialog("provenance-dialog");
  const show = (name) => {
    const record = records.get(name);
    title.textContent = name;
    body.replaceChildren(
      facts(record),
      table("Parameters", ["parameter", "value"], leaves(record.parameters)),
      inputs(record, show),
      table("Outputs", ["output", "SHA-256"], record.outputs),
      rests(records, name, show),
    );
    body.scrollTop = 0;
    if (!made.open) made.showModal();
    title.focus();
  };
  for (const figure of document.querySelectorAll("figure[data-action]")) {
    const { action } = figure.dataset;
    if (records.has(action)) {
      figure.querySelector(".files").append(button("Provenance", () => show(action)));
    }
  }
}

function facts({ stage, key, code, numerics, started, seconds }) {
  const arithmetic = Object.entries(numerics).map(([kind, digest]) => `${kind} ${digest}`);
  return table("Execution", ["", ""], [
    ["stage", stage],
    ["started", started],
    ["duration", `${seconds.toFixed(2)} s`],
    ["code (SHA-256)", code],
    ["action key", key],
    ["arithmetic", arithmetic.join(", ")],
  ]);
}

function table(caption, head, rows) {
  if (rows.length === 0) return "";
  const made = element("table", {}, element("caption", {}, caption));
  if (head[0] !== "") {
    const cells = head.map((text) => element("th", { scope: "col" }, text));
    made.append(element("thead", {}, element("tr", {}, ...cells)));
  }
  const body = rows.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, String(value)))
  );
  made.append(element("tbody", {}, ...body));
  return made;
}

function* flatten(value, path) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    yield [path, typeof value === "object" ? JSON.stringify(value) : String(value)];
  } else {
    for (const [name, item] of Object.entries(value)) {
      yield* flatten(item, path === "" ? name : `${path}.${name}`);
    }
  }
}

const leaves = (parameters) => [...flatten(parameters, "")];

function inputs({ inputs }, show) {
  if (inputs.length === 0) return element("p", {}, "It needs nothing: this is a root.");
  const items = inputs.map(([input, action, output]) =>
    element("li", {}, `${input}: ${output} of `, button(action, () => show(action)))
  );
  return element("div", {}, element("h3", {}, "Inputs"), element("ul", {}, ...items));
}

/** All that an action rests on, by stage. */
function rests(records, name, show) {
  const found = new Set();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [, action] of records.get(next)?.inputs ?? []) {
      if (!found.has(action)) open.push(action);
      found.add(action);
    }
  }
  const stages = new Map();
  for (const record of records.values()) {
    if (found.has(record.action)) {
      stages.set(record.stage, [...stages.get(record.stage) ?? [], record.action]);
    }
  }
  if (found.size === 0) return "";
  const parts = [...stages].map(([stage, actions]) => {
    const items = actions.map((action) => element("li", {}, button(action, () => show(action))));
    return element(
      "details",
      {},
      element("summary", {}, `${stage} × ${actions.length}`),
      element("ul", {}, ...items),
    );
  });
  const heading = element("h3", {}, `All that it rests on, ${found.size} actions`);
  return element("div", {}, heading, ...parts);
}

/** A slider through time: trajectories of both phases, as positions or on principal components. */
function exploring() {
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

enlarging();
reading();
provenance();
exploring();
