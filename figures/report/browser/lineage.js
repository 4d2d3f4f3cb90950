import { button, element, svgElement } from "./dom.js";
import { ancestors, boxesOf, keyOf } from "./lineage_boxes.js";

const BOX = { width: 138, height: 34 };
const GAP = { x: 46, y: 8 };
/** Above the boxes of a lane stands its name. */
const LANE = { title: 20, gap: 10 };

/**
 * All that an action rests on as a drawing: a box for each action, its replicates with other seeds
 * behind it; a lane for each condition; each right of what it needs. A box leads to its action.
 */
export function lineage(records, name, show) {
  const needed = ancestors(records, name);
  const boxes = boxesOf(records, needed);
  const { width, height, lanes } = arrange([...boxes.values()]);
  const drawing = svgElement("svg", {
    class: "lineage",
    role: "group",
    "aria-label": `What ${name} rests on`,
    viewBox: `-2 -2 ${width + 4} ${height + 4}`,
    width: width + 4,
  });
  const seeds = element("div", { "aria-live": "polite" });
  const choose = ({ actions, title }) => {
    if (actions.length === 1) return show(actions[0]);
    const items = actions.map((action) => element("li", {}, button(action, () => show(action))));
    seeds.replaceChildren(element("h3", {}, title), element("ul", {}, ...items));
    seeds.querySelector("button").focus();
  };
  drawing.append(
    edges(records, needed, boxes),
    ...lanes.map(({ name, y }) => svgElement("text", { class: "lane", x: 0, y: y + 13 }, name)),
    ...[...boxes.values()].map((box) => draw(box, () => choose(box))),
  );
  const scroll = element("div", { class: "scroll tall" }, drawing);
  const count = `${needed.size - 1} actions`;
  return element("div", {}, element("h3", {}, `All that it rests on: ${count}`), scroll, seeds);
}

/** Gives each box its place: lanes one below the other, in each a stack a column. */
function arrange(boxes) {
  const lanes = [];
  let y = 0;
  for (const [name, members] of Map.groupBy(boxes, ({ lane }) => lane)) {
    lanes.push({ name, y });
    const filled = new Map();
    for (const box of members) {
      const row = filled.get(box.column) ?? 0;
      filled.set(box.column, row + 1);
      box.x = box.column * (BOX.width + GAP.x);
      box.y = y + LANE.title + row * (BOX.height + GAP.y);
    }
    y += LANE.title + Math.max(...filled.values()) * (BOX.height + GAP.y) + LANE.gap;
  }
  const width = Math.max(...boxes.map(({ x }) => x)) + BOX.width;
  return { width, height: y, lanes };
}

function edges(records, needed, boxes) {
  const drawn = new Set();
  const key = (action) => keyOf(records.get(action));
  for (const action of needed) {
    for (const [, from] of records.get(action).inputs) {
      if (needed.has(from)) drawn.add(JSON.stringify([from, action].map(key)));
    }
  }
  const paths = [...drawn].map((pair) => {
    const [from, to] = JSON.parse(pair).map((key) => boxes.get(key));
    const [x1, y1, x2, y2] = [from.x + BOX.width, from.y, to.x, to.y]
      .map((at, i) => i % 2 === 0 ? at : at + BOX.height / 2);
    const bend = Math.max(GAP.x, (x2 - x1) / 3);
    return svgElement("path", {
      d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    });
  });
  return svgElement("g", { class: "edges" }, ...paths);
}

function draw({ title, stage, below, x, y, actions }, press) {
  const { width, height } = BOX;
  const made = svgElement(
    "g",
    { class: "box", role: "button", tabindex: "0", transform: `translate(${x} ${y})` },
    svgElement("title", {}, title),
    ...(actions.length === 1 ? [] : [svgElement("rect", { x: 3, y: 3, width, height, rx: 5 })]),
    svgElement("rect", { width, height, rx: 5 }),
    svgElement("text", { x: 8, y: below === "" ? 21 : 15 }, shorten(stage, 19)),
    svgElement("text", { class: "soft", x: 8, y: 28 }, shorten(below, 25)),
  );
  made.addEventListener("click", press);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
  return made;
}

const shorten = (text, length) => text.length <= length ? text : `${text.slice(0, length - 1)}…`;
