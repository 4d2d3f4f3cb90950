import { readReplay } from "../lib/results/replay.ts";
import type { PanelAction } from "./kinds.ts";
import { writeDrawing } from "./parts/panel.ts";
import { replayTable } from "./parts/replay_table.ts";
import { tablePanel } from "./parts/table.ts";

/** Table A.1: the hyperparameters that ran. */
export async function A1(action: PanelAction<"table">): Promise<void> {
  await writeDrawing(action, tablePanel("tableA1", action.parameters));
}

/** Table A.2: the hyperparameters that ran. */
export async function A2(action: PanelAction<"table">): Promise<void> {
  await writeDrawing(action, tablePanel("tableA2", action.parameters));
}

/** Table S6 (ours): all numbers behind Fig. S6. */
export async function S6(action: PanelAction<"replay">): Promise<void> {
  const measured = (await action.readAll("replay")).map(readReplay);
  await writeDrawing(action, replayTable("tableS6", measured));
}
