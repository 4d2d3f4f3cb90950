import type { z } from "zod";
import type { PanelId } from "../../figures/panels.ts";
import type { Protocol } from "../../lib/conditions.ts";
import type { Binding, GraphBuilder } from "../../pipeline/graph.ts";
import { prefixOf } from "../configuration/protocol.ts";
import { type Panel, panel } from "../panels/panel.ts";

/** Adds the action that draws a panel, and makes it one that the graph is run for. */
export function draw<Id extends PanelId>(
  graph: GraphBuilder,
  protocol: Protocol,
  id: Id,
  parameters: z.input<Panel<Id>["parameters"]>,
  inputs: { readonly [name in keyof Panel<Id>["inputs"] & string]?: Binding },
): void {
  graph.target(graph.add(panel(id), `${prefixOf(protocol)}figures/${id}`, parameters, inputs));
}
