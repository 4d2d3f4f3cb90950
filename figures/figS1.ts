import { decodeJson } from "../lib/files/json.ts";
import type { PanelAction } from "./kinds.ts";
import { type Fading, fadingPanel } from "./parts/fading.ts";
import { writeDrawing } from "./parts/panel.ts";

/** Fig. S1 (ours): whether activity fades and decoded positions jump in long quiescence. */
export async function panel(action: PanelAction<"fading">): Promise<void> {
  const files = await action.readAll("fading");
  // The stage of the fading wrote them.
  const measured = files.map((bytes) => decodeJson(bytes) as Fading);
  await writeDrawing(action, fadingPanel("figS1", measured));
}
