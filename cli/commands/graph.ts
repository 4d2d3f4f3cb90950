import { graphSvg } from "../../pipeline/explain/graph_svg.ts";
import { dot, graphView, mermaid } from "../../pipeline/explain/graph_view.ts";
import { compareAll } from "../../pipeline/plan/comparison.ts";
import { EXIT } from "../exit_status.ts";
import type { GraphOptions } from "../options.ts";
import { prepareFor } from "../prepare_for.ts";
import { warnOfPlan } from "../say.ts";

export async function printGraph(options: GraphOptions): Promise<number> {
  const { plan } = await prepareFor(options, warnOfPlan);
  const view = graphView(await compareAll(plan), options.actions ?? false);
  const write = { mermaid, dot, svg: graphSvg }[options.format];
  console.log(write(view).trimEnd());
  return EXIT.done;
}
