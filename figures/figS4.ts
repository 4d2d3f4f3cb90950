import { readMemory } from "../lib/results/memory.ts";
import type { PanelAction } from "./kinds.ts";
import { memoryPanel } from "./parts/memory.ts";
import { writeDrawing } from "./parts/panel.ts";

/** Fig. S4 (ours): what quiescence keeps of its start, and how far it is from activity. */
export async function panel(action: PanelAction<"memory">): Promise<void> {
  const measured = (await action.readAll("memory")).map(readMemory);
  await writeDrawing(action, memoryPanel("figS4", measured));
}
