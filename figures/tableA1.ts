import type { HyperparameterTable } from "./hyperparameter_table.ts";
import type { FigureAction, NoInput } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { tablePanel } from "./parts/table.ts";

export type Parameters = HyperparameterTable;
export type Input = NoInput;

/** Table A.1: the hyperparameters that ran. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  await publish(action, tablePanel("tableA1", action.parameters));
}
