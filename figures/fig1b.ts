import { decodeJson } from "../lib/files/json.ts";
import type { FigureAction, NoParameters } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { type TrainingHistory, trainingPanel } from "./parts/training.ts";

export type Parameters = NoParameters;
/** "history": list of json TrainingHistory, one a network. */
export type Input = "history";

/** Fig. 1b: test loss and decoding error during training. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const files = await action.readAll("history");
  // The training stage wrote them.
  const histories = files.map((bytes) => decodeJson(bytes) as TrainingHistory);
  const head = {
    figure: "fig1b",
    letter: "b",
    title: "Training",
    description: "Test loss and decoding error against training batches; both fall.",
  };
  await publish(action, trainingPanel(head, histories));
}
