import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { PanelId } from "../../figures/panels.ts";
import type { Protocol } from "../../lib/conditions.ts";
import type { Action, Binding, GraphBuilder } from "../../pipeline/graph.ts";
import { printName } from "../../pipeline/labels.ts";
import type { Labels } from "../../pipeline/labels.ts";
import { protocolLabel } from "../configuration/protocol.ts";
import { type Panel, panel } from "../panels/panel.ts";

/** The labels of the panels of a protocol. */
const figureLabels = (protocol: Protocol): Labels => ({
  ...protocolLabel(protocol),
  group: "figures",
});

/** What the action is called that draws a panel. */
export function figureName(protocol: Protocol, id: PanelId): string {
  return printName(figureLabels(protocol), id);
}

/** Whether an action draws a panel of a protocol. */
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
