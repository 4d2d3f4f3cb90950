import type { PanelAction } from "./kinds.ts";
import { writeDrawing } from "./parts/panel.ts";
import { tablePanel } from "./parts/table.ts";

/** Table A.1: the hyperparameters that ran. */
export async function A1(action: PanelAction<"table">): Promise<void> {
  await writeDrawing(action, tablePanel("tableA1", action.parameters));
}

/** Table A.2: the hyperparameters that ran. */
export async function A2(action: PanelAction<"table">): Promise<void> {
  await writeDrawing(action, tablePanel("tableA2", action.parameters));
}
