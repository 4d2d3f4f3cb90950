import { decodeJson } from "../lib/files/json.ts";
import { divergenceMatrix, type Divergences } from "./parts/divergence_matrix.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { matrixPanel } from "./parts/matrix.ts";
import { publish } from "./parts/panel.ts";

export interface Parameters {
  /** The divergence of the last colour, nats; 10 in the paper. */
  readonly maximum: number;
}
/** "kl": list of json Divergences, one a seed and column. */
export type Input = "kl";

/** Fig. 2e: KL divergence of each quiescent distribution from each active one. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const files = await action.readAll("kl");
  // The stage of the divergences wrote them.
  const measured = files.map((bytes) => decodeJson(bytes) as Divergences);
  const head = {
    figure: "fig2e",
    letter: "e",
    title: "KL divergence of quiescent from active",
    description: "Matrix of KL divergences in nats: quiescent columns, active rows.",
  };
  await publish(action, matrixPanel(head, divergenceMatrix(measured, action.parameters.maximum)));
}
