import type { z } from "zod";
import type { FigureId } from "../../figures/captions.ts";
import type { Binding, GraphBuilder } from "../../pipeline/graph.ts";
import { panel } from "../figures.ts";
import type { Panel } from "../figures.ts";
import { prefixOf } from "../protocol.ts";
import type { Protocol } from "../protocol.ts";

/** Adds the action that draws a panel, and makes it one that the graph is run for. */
export function draw<Id extends FigureId>(
  graph: GraphBuilder,
  protocol: Protocol,
  id: Id,
  parameters: z.input<Panel<Id>["parameters"]>,
  inputs: { readonly [name in keyof Panel<Id>["inputs"] & string]?: Binding },
): void {
  graph.target(graph.add(panel(id), `${prefixOf(protocol)}figures/${id}`, parameters, inputs));
}
