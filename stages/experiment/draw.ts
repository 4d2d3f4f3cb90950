import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { PanelId } from "../../figures/panels.ts";
import { plateIds, plates } from "../../figures/plates.ts";
import type { PlateId } from "../../figures/plates.ts";
import type { Protocol } from "../../lib/conditions.ts";
import type { Action, Binding, GraphBuilder } from "../../pipeline/graph.ts";
import { printName } from "../../pipeline/labels.ts";
import type { Labels } from "../../pipeline/labels.ts";
import { protocolLabel } from "../configuration/protocol.ts";
import { type Panel, panel } from "../panels/panel.ts";
import { plate } from "../panels/plate.ts";

/** The labels of the panels and plates of a protocol. */
const figureLabels = (protocol: Protocol): Labels => ({
  ...protocolLabel(protocol),
  group: "figures",
});

/** What the action is called that draws a panel or a plate. */
export function figureName(protocol: Protocol, id: PanelId | PlateId): string {
  return printName(figureLabels(protocol), id);
}

/** Whether an action draws a panel or a plate of a protocol. */
export function isFigure({ labels }: Action, protocol: Protocol): boolean {
  return isDeepStrictEqual(labels, figureLabels(protocol));
}

/** Where panels are drawn: a graph, under a protocol. */
export interface Canvas {
  readonly graph: GraphBuilder;
  readonly protocol: Protocol;
}

/** Adds the action that draws a panel, and makes it one that the graph is run for. */
export function draw<Id extends PanelId>(
  { graph, protocol }: Canvas,
  id: Id,
  parameters: z.input<Panel<Id>["parameters"]>,
  inputs: { readonly [name in keyof Panel<Id>["inputs"] & string]?: Binding },
): void {
  const naming = { labels: figureLabels(protocol), leaf: id };
  graph.target(graph.add(panel(id), naming, parameters, inputs));
}

/** Adds the plates whose panels are all in the graph, as what the graph is run for. */
export function addPlates({ graph, protocol }: Canvas): void {
  for (const figure of plateIds) {
    const rows: readonly (readonly PanelId[])[] = plates[figure];
    const panels = rows.flat().map((id) => ({ action: figureName(protocol, id), output: "svg" }));
    if (panels.some(({ action }) => graph.action(action) === undefined)) continue;
    const naming = { labels: figureLabels(protocol), leaf: figure };
    const arrangement = { figure, rows: rows.map((row) => [...row]) };
    graph.target(graph.add(plate, naming, arrangement, { panels }));
  }
}
