import { decodeJson } from "../lib/files/json.ts";
import { boxPlotPanel } from "./parts/box_plot.ts";
import type { FigureAction, NoParameters } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { type TotalVariance, totalVarianceBoxes } from "./parts/total_variance.ts";

export type Parameters = NoParameters;
/** "variance": list of json TotalVariance, one a network. */
export type Input = "variance";

/** Fig. 2f: total variance of quiescent decoded positions, by condition. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const files = await action.readAll("variance");
  // The stage of the total variance wrote them.
  const measured = files.map((bytes) => decodeJson(bytes) as TotalVariance);
  const head = {
    figure: "fig2f",
    letter: "f",
    title: "Quiescent total variance",
    description: "Box plots of the total variance of decoded quiescent positions: " +
      "noiseless and noisy, unbiased and biased networks.",
  };
  const axis = { label: "total variance (m²)" };
  await publish(action, boxPlotPanel(head, totalVarianceBoxes(measured), axis));
}
