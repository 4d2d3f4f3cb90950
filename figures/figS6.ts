import { readReplay } from "../lib/results/replay.ts";
import type { PanelAction } from "./kinds.ts";
import { writeDrawing } from "./parts/panel.ts";
import { replayPanel } from "./parts/replay.ts";

/** Fig. S6 (ours): how what networks show moves in quiescence, beside activity and the animal. */
export async function panel(action: PanelAction<"replay">): Promise<void> {
  const measured = (await action.readAll("replay")).map(readReplay);
  await writeDrawing(action, replayPanel("figS6", measured));
}
