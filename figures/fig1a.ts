import type { FigureAction, NoInput, NoParameters } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { schematicPanel } from "./parts/schematic.ts";

export type Parameters = NoParameters;
export type Input = NoInput;

/** Fig. 1a: the task, and what is left of it in quiescence. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const head = {
    figure: "fig1a",
    letter: "a",
    title: "Path integration, and its offline reactivation",
    description: "Active: velocity enters a recurrent network, which gives place-cell activity, " +
      "decoded as a position. Quiescent: the input is off and only noise drives the network.",
  };
  await publish(action, schematicPanel(head));
}
