import { numbersOf } from "../../lib/results/numbers.ts";
import { encodeSweepTable } from "../../lib/results/sweep_table.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { measuresOf } from "./measures.ts";
import type { sweepTable } from "./stages.ts";

export async function run(action: ActionOf<typeof sweepTable>): Promise<void> {
  const { columns, points, measured } = action.parameters;
  const files = await action.readAll("measures");
  const rows = measured.flatMap(({ point, stage, numbersOf: name, ...where }, i) => {
    const file = files[i]!; // as many as are named
    const found = name === undefined ? measuresOf(stage)?.of(file) ?? [] : numbersOf(file, name);
    return found.map(([measure, value]) => ({
      point: points[point]!.map(swept),
      ...where,
      measure,
      value,
    }));
  });
  await action.write("table", encodeSweepTable({ swept: columns, rows }));
}

/** Numbers as numbers, so that they can be an axis. */
function swept(typed: string): string | number {
  const number = Number(typed);
  return Number.isFinite(number) ? number : typed;
}
