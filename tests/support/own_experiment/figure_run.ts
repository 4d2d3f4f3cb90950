import { element } from "../../../figures/parts/document.ts";
import { drawPanel, writeDrawing } from "../../../figures/parts/panel.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { extentFigure } from "./cells_apart.ts";

export async function run(action: ActionOf<typeof extentFigure>): Promise<void> {
  const count = (await action.readAll("extents")).length;
  const head = { figure: "apart", title: "Cells apart", description: `Extents of ${count} seeds.` };
  await writeDrawing(
    action,
    drawPanel(head, 60, (document) => [
      element(document, "text", { x: 12, y: 40 }, `${count} seeds`),
    ]),
  );
}
