import { readFading } from "../lib/results/fading.ts";
import type { PanelAction } from "./kinds.ts";
import { fadingPanel } from "./parts/fading.ts";
import { writeDrawing } from "./parts/panel.ts";

/** Fig. S1 (ours): whether activity fades and decoded positions jump in long quiescence. */
export async function panel(action: PanelAction<"fading">): Promise<void> {
  const measured = (await action.readAll("fading")).map(readFading);
  await writeDrawing(action, fadingPanel("figS1", measured));
}
