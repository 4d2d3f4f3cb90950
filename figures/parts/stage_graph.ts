import type { ProvenanceRecord } from "../provenance.ts";
import { escapeHtml } from "./escape.ts";

/** Stages of the graph: a box each, with how many actions it has and how long they took. */
interface Box {
  readonly name: string;
  readonly actions: number;
  readonly seconds: number;
  /** Column: the longest way from the beginning. */
  readonly layer: number;
}

const WIDTH = 150;
const HEIGHT = 36;
const GAP = { x: 44, y: 14 } as const;

/** The graph of what ran as an SVG, a box a stage: from the first random numbers, left, to the figures. */
export function stageGraph(records: readonly ProvenanceRecord[]): string {
  const boxes = boxesOf(records);
  const columns = Map.groupBy(boxes, ({ layer }) => layer);
  const place = new Map<string, { readonly x: number; readonly y: number }>();
  for (const [layer, members] of columns) {
    for (const [i, { name }] of members.entries()) {
      place.set(name, { x: layer * (WIDTH + GAP.x), y: i * (HEIGHT + GAP.y) });
    }
  }
  const width = Math.max(...[...place.values()].map(({ x }) => x)) + WIDTH;
  const height = Math.max(...[...place.values()].map(({ y }) => y)) + HEIGHT;
  const edges = edgesOf(records).map(([from, to]) => {
    const [a, b] = [place.get(from)!, place.get(to)!]; // every stage has a box
    const [x1, y1, x2, y2] = [a.x + WIDTH, a.y + HEIGHT / 2, b.x, b.y + HEIGHT / 2];
    return `<path d="M${x1} ${y1}C${x1 + GAP.x} ${y1} ${x2 - GAP.x} ${y2} ${x2} ${y2}"/>`;
  });
  const drawn = boxes.map(({ name, actions, seconds }) => {
    const { x, y } = place.get(name)!;
    const says = `${name}: ${actions} ${actions === 1 ? "action" : "actions"}, ${
      seconds.toFixed(1)
    } s`;
    return `<g transform="translate(${x} ${y})"><title>${escapeHtml(says)}</title>` +
      `<rect width="${WIDTH}" height="${HEIGHT}" rx="5"/>` +
      `<text x="8" y="15">${escapeHtml(shorten(name))}</text>` +
      `<text class="soft" x="8" y="29">${actions} × · ${seconds.toFixed(1)} s</text></g>`;
  });
  return `<svg class="stages" role="img" aria-label="The stages and what each needs; the table below ` +
    `says the same" viewBox="-1 -1 ${width + 2} ${height + 2}" width="${width + 2}">` +
    `<g class="edges">${edges.join("")}</g>${drawn.join("")}</svg>`;
}

/** The same as a table: stage, actions, seconds, and the stages that it needs. */
export function stageTable(records: readonly ProvenanceRecord[]): string {
  const needs = Map.groupBy(edgesOf(records), ([, to]) => to);
  const rows = boxesOf(records).map(({ name, actions, seconds }) => {
    const from = (needs.get(name) ?? []).map(([stage]) => stage).sort().join(", ");
    return `<tr><th scope="row">${escapeHtml(name)}</th><td class="number">${actions}</td>` +
      `<td class="number">${seconds.toFixed(1)}</td><td>${escapeHtml(from)}</td></tr>`;
  });
  return `<table>
<thead><tr><th scope="col">Stage</th><th scope="col">Actions</th><th scope="col">Seconds</th>
<th scope="col">Needs</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table>`;
}

/** Stages of a group, such as all that draw a panel, are one box. */
const nameOf = ({ stage, labels: { group } }: ProvenanceRecord): string => String(group ?? stage);

const shorten = (name: string): string => name.length <= 20 ? name : `${name.slice(0, 19)}…`;

function boxesOf(records: readonly ProvenanceRecord[]): Box[] {
  const layerOf = layers(edgesOf(records));
  const boxes = new Map<string, Box>();
  for (const record of records) {
    const name = nameOf(record);
    const { actions = 0, seconds = 0 } = boxes.get(name) ?? {};
    boxes.set(name, {
      name,
      actions: actions + 1,
      seconds: seconds + record.seconds,
      layer: layerOf(name),
    });
  }
  return [...boxes.values()].sort((a, b) => a.layer - b.layer || (a.name < b.name ? -1 : 1));
}

/** The layer of each stage: one right of the last that it needs. */
function layers(edges: readonly (readonly [from: string, to: string])[]): (name: string) => number {
  const known = new Map<string, number>();
  const needs = Map.groupBy(edges, ([, to]) => to);
  const layerOf = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, 0); // grouped actions may form a cycle; its last edge then points back
    const own = Math.max(-1, ...(needs.get(name) ?? []).map(([from]) => layerOf(from))) + 1;
    known.set(name, own);
    return own;
  };
  return layerOf;
}

function edgesOf(records: readonly ProvenanceRecord[]): [from: string, to: string][] {
  const stages = new Map(records.map((record) => [record.action, nameOf(record)]));
  const edges = new Map<string, [string, string]>();
  for (const record of records) {
    for (const [, action] of record.inputs) {
      const [from, to] = [stages.get(action), nameOf(record)];
      if (from !== undefined && from !== to) edges.set(`${from}>${to}`, [from, to]);
    }
  }
  return [...edges.values()];
}
