import { decodeJson } from "../lib/files/json.ts";
import { type ExplainedVariance, explainedVariancePanel } from "./parts/explained_variance.ts";
import type { FigureAction, NoParameters } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";

export type Parameters = NoParameters;
/** Both: list of json ExplainedVariance, one a network. */
export type Input = "active" | "quiescent";

/** Fig. 1c: cumulative explained variance of the states of both phases. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const read = async (input: Input) =>
    // The stage of explained variance wrote them.
    (await action.readAll(input)).map((bytes) => decodeJson(bytes) as ExplainedVariance);
  const head = {
    figure: "fig1c",
    letter: "c",
    title: "Explained variance",
    description: "Cumulative explained variance against principal components, " +
      "active and quiescent phase.",
  };
  const phases = { active: await read("active"), quiescent: await read("quiescent") };
  await publish(action, explainedVariancePanel(head, phases));
}
