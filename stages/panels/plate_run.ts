import { writeDrawing } from "../../figures/parts/panel.ts";
import { assemblePlate } from "../../figures/parts/plate.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { plate } from "./plate.ts";

export async function run(action: ActionOf<typeof plate>): Promise<void> {
  const { figure, rows } = action.parameters;
  const drawings = (await action.readAll("panels")).map((bytes) => new TextDecoder().decode(bytes));
  const placed = rows.map((row) => drawings.splice(0, row.length));
  await writeDrawing(action, assemblePlate(figure, placed));
}
