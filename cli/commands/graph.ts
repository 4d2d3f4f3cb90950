import { graphSvg } from "../../pipeline/explain/graph_svg.ts";
import { dot, graphView, mermaid } from "../../pipeline/explain/graph_view.ts";
import { compareAll } from "../../pipeline/plan/comparison.ts";
import { defineCommand, EXIT } from "../command.ts";
import { flag, oneOf } from "../option.ts";
import { jsonData as json, planOptions } from "../options.ts";
import { prepare } from "../prepare.ts";
import { print, warnOfPlan } from "../say.ts";

export const graph = defineCommand({
  name: "graph",
  description: "print the graph of stages by condition, coloured by state",
  examples: [
    "deno task graph --profile quick --only fig2e",
    "deno task graph --profile quick --format svg > graph.svg",
    "deno task graph --profile quick --only fig1b --actions --format dot | dot -Tpdf > graph.pdf",
  ],
  options: {
    ...planOptions,
    format: oneOf(["mermaid", "dot", "svg"], "mermaid", "language"),
    json,
    actions: flag("a box for each action instead of one a stage and condition"),
  },
  async run({ format, actions = false, ...options }) {
    const { plan } = await prepare(options, warnOfPlan);
    const view = graphView(await compareAll(plan), actions);
    const write = options.json ? JSON.stringify : { mermaid, dot, svg: graphSvg }[format];
    print([(await write(view)).trimEnd()]);
    return EXIT.done;
  },
});
