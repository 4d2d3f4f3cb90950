import { dot } from "./graph_view.ts";
import type { GraphView } from "./graph_view.ts";

/** The graph as a drawing, laid out by Graphviz. */
export async function graphSvg(view: GraphView, legend = true): Promise<string> {
  const { instance } = await import("@viz-js/viz"); // 1.4 MB of WebAssembly that nothing else needs
  return (await instance()).renderString(dot(view, legend), { format: "svg" });
}
