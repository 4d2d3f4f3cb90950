import type { ProvenanceRecord } from "../provenance.ts";
import { escapeHtml } from "./escape.ts";

/** A stage of the graph, with how many actions it has and how long they took. */
interface Box {
  readonly name: string;
  readonly actions: number;
  readonly seconds: number;
}

/** All that the picture of a graph follows from, as Graphviz takes it. */
type Drawing = ReturnType<typeof drawingOf>;

/** The picture, as SVG; the same for the same drawing and version of the library. */
export async function arrange({ graph, options }: Drawing): Promise<string> {
  const { instance } = await import("@viz-js/viz"); // WebAssembly that few commands need
  return (await instance()).renderString(graph, options);
}

/**
 * The graph of what ran as HTML, a box a stage: from the first random numbers, left, to the figures.
 * Graphviz arranges it; the page's style has the colours.
 *
 * @param arranged gives the picture, be it that `arrange` made it before
 */
export async function stageGraph(
  records: readonly ProvenanceRecord[],
  arranged: (drawing: Drawing) => Promise<string> = arrange,
): Promise<string> {
  return `<div class="stages" role="img" ` +
    `aria-label="The stages and what each needs; the table below says the same">${await arranged(
      drawingOf(records),
    )}</div>`;
}

function drawingOf(records: readonly ProvenanceRecord[]) {
  const graph = {
    graphAttributes: { rankdir: "LR", nodesep: 0.12, ranksep: 0.4, bgcolor: "transparent" },
    nodeAttributes: {
      shape: "box",
      style: "rounded",
      fontname: "Arial",
      fontsize: 9,
      height: 0.35,
      margin: "0.1,0.04",
    },
    edgeAttributes: { arrowsize: 0.4 },
    nodes: boxesOf(records).map((box) => ({ name: box.name, attributes: { label: label(box) } })),
    edges: edgesOf(records).map(([tail, head]) => ({ tail, head })),
  };
  return { graph, options: { format: "svg_inline" } };
}

const label = ({ name, actions, seconds }: Box): { readonly html: string } => ({
  html: `${escapeHtml(name)}<br align="left"/><font point-size="8">` +
    `${actions} × · ${seconds.toFixed(1)} s</font><br align="left"/>`,
});

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

/** In the order of the records, in which each action is behind what it needs. */
function boxesOf(records: readonly ProvenanceRecord[]): Box[] {
  return Array.from(Map.groupBy(records, nameOf), ([name, own]) => ({
    name,
    actions: own.length,
    seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
  }));
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
