import { numbersOf } from "../../lib/results/numbers.ts";
import { encodeSweepTable } from "../../lib/results/sweep_table.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { measuresOf } from "./measures.ts";
import type { Measure } from "./measures.ts";
import type { sweepTable } from "./stages.ts";

export async function run(action: ActionOf<typeof sweepTable>): Promise<void> {
  const { swept, points, labels: names, measured } = action.parameters;
  const files = { json: await action.readAll("json"), csv: await action.readAll("csv") };
  const read = { json: 0, csv: 0 };
  const task = names.indexOf("task");
  const rows = measured.flatMap(({ point, labels, action, stage, format, numbersOf: name }) => {
    const file = files[format][read[format]++]!; // as many as are named
    const found: Measure[] = name === undefined
      ? measuresOf(stage)?.of(file, labels[task]) ?? []
      : numbersOf(file, name, format).map(([quantity, value]) => [quantity, value, null]);
    return found.map(([quantity, value, unit]) => ({
      point: points[point]!.map(typed),
      labels,
      action,
      quantity,
      unit,
      value,
    }));
  });
  await action.write("table", encodeSweepTable({ swept, labels: names, rows }));
}

/** Numbers as numbers, so that they can be an axis. */
function typed(text: string): string | number {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
