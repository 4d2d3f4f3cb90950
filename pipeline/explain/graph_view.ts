import { producers } from "../graph.ts";
import { markup } from "../markup.ts";
import { states } from "../plan/comparison.ts";
import type { Comparison, State } from "../plan/comparison.ts";
import { placeKey, placeOf } from "./condition.ts";

/** A box of a drawn graph: one action, or the replicates of a stage under a condition. */
export interface Box {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** Of its actions, the state that asks most for attention. */
  readonly state: State;
}

export interface GraphView {
  readonly boxes: readonly Box[];
  /** Pairs of ids: what makes, and what takes. */
  readonly edges: readonly (readonly [string, string])[];
}

/** The state that a box shows if its actions have several. */
const BY_URGENCY: readonly State[] = [
  "failed",
  "running",
  "missing",
  "stale",
  "adopted",
  "cached",
];

/** Fill, border and text of each state; told apart by lightness, too. */
export const stateColours: Readonly<Record<State, readonly [string, string, string]>> = {
  cached: ["#e3f1e6", "#3c8a52", "#14361f"],
  adopted: ["#d8efe9", "#1d6b58", "#0f3b31"],
  stale: ["#fdf0cf", "#b8860b", "#4a3605"],
  missing: ["#f2f2f2", "#8a8a8a", "#333333"],
  running: ["#d9e9fb", "#2567b8", "#0e2c52"],
  failed: ["#f9d5d5", "#b92525", "#520e0e"],
};

/** The graph by stage and condition, or with `actions` one box an action. */
export function graphView(comparisons: readonly Comparison[], actions: boolean): GraphView {
  const members = new Map<string, Comparison[]>();
  const boxOf = new Map<string, string>();
  for (const comparison of comparisons) {
    const { action } = comparison.node;
    const key = actions ? action.name : placeKey(placeOf(action));
    boxOf.set(action.name, key);
    members.set(key, [...members.get(key) ?? [], comparison]);
  }
  const ids = new Map([...members.keys()].map((key, i) => [key, `n${i}`]));
  const boxes = [...members].map(([key, all]): Box => {
    const { action } = all[0]!.node; // a group has at least one member
    const { stage, condition } = placeOf(action);
    const title = all.length === 1 ? stage : `${stage} × ${all.length}`;
    return {
      id: ids.get(key)!, // made from the same keys
      title: actions ? action.stage.name : title,
      subtitle: actions ? action.name : condition,
      state: BY_URGENCY.find((state) => all.some((one) => one.state === state))!, // all states
    };
  });
  const edges = new Map<string, readonly [string, string]>();
  for (const { node: { action } } of comparisons) {
    for (const producer of producers(action)) {
      const [from, to] = [producer, action.name].map((name) => ids.get(boxOf.get(name)!)!);
      if (from !== to) edges.set(`${from} ${to}`, [from!, to!]);
    }
  }
  return { boxes, edges: [...edges.values()] };
}

/** A flow chart in Mermaid's language, which GitHub and many editors draw. */
export function mermaid({ boxes, edges }: GraphView): string {
  const text = (label: string): string => label.replaceAll('"', "#quot;");
  return [
    "flowchart LR",
    ...boxes.map(({ id, title, subtitle, state }) => {
      const label = subtitle === "" ? text(title) : `${text(title)}<br>${text(subtitle)}`;
      return `  ${id}["${label}"]:::${state}`;
    }),
    ...edges.map(([from, to]) => `  ${from} --> ${to}`),
    ...states.map((state) => {
      const [fill, stroke, color] = stateColours[state];
      return `  classDef ${state} fill:${fill},stroke:${stroke},color:${color}`;
    }),
    "",
  ].join("\n");
}

/** The language of Graphviz, with a legend of the states as the graph's label unless there is none. */
export function dot({ boxes, edges }: GraphView, legend = true): string {
  const cells = states.map((state) => {
    const [fill, border, font] = stateColours[state];
    return `<td bgcolor="${fill}" color="${border}"><font color="${font}">${state}</font></td>`;
  });
  return [
    'digraph "Stages by condition and what they take from each other" {',
    "  rankdir=LR; nodesep=0.12; ranksep=0.6; fontname=Helvetica; fontsize=11; labelloc=t; labeljust=l;",
    ...legend
      ? [
        `  label=<<table border="0" cellborder="1" cellspacing="4" style="rounded"><tr>${
          cells.join("")
        }</tr></table>>;`,
      ]
      : [],
    '  node [shape=box, style="rounded,filled", fontname=Helvetica, fontsize=11, height=0.4, margin="0.12,0.06"];',
    '  edge [color="#9aa3ad", arrowsize=0.5];',
    ...boxes.map(({ id, title, subtitle, state }) => {
      const [fill, border, font] = stateColours[state];
      const second = subtitle === ""
        ? ""
        : `${BREAK}<font point-size="10">${markup(subtitle)}</font>`;
      return `  ${id} [label=<<b>${markup(title)}</b>${second}${BREAK}>, tooltip="${state}", ` +
        `fillcolor="${fill}", color="${border}", fontcolor="${font}"];`;
    }),
    ...edges.map(([from, to]) => `  ${from} -> ${to};`),
    "}",
    "",
  ].join("\n");
}

const BREAK = '<br align="left"/>';
