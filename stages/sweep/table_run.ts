import { decodeJson, encodeJson } from "../../lib/files/json.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { sweepTable } from "./stages.ts";
import { MEASURED } from "./table.ts";

/** Components of the plane that states are drawn on. */
const PLANE = 2;
/** Components whose share of the variance a sweep tells: of that plane, and of all of Fig. 1c. */
const COMPONENTS = [PLANE, 10] as const;

type Cell = string | number | null;

export async function run(action: ActionOf<typeof sweepTable>): Promise<void> {
  const { columns, points, measured } = action.parameters;
  const files = await action.readAll("measures");
  const rows = measured.flatMap(({ point, condition, seed, phase, stage }, i) => {
    const where = [...points[point]!.map(cellOf), condition, seed, phase];
    return measuresOf(stage, decodeJson(files[i]!)) // as many files as are named
      .map(([measure, value]): Cell[] => [...where, measure, value]);
  });
  await action.write("table", encodeJson({ columns: [...columns, ...MEASURED], rows }));
}

/** Numbers as numbers, so that they can be an axis. */
function cellOf(typed: string): Cell {
  const number = Number(typed);
  return Number.isFinite(number) ? number : typed;
}

/** The numbers of a measure that one network has one of. */
function measuresOf(stage: string, json: unknown): [string, number][] {
  const value = json as Readonly<Record<string, unknown>>; // all these stages write objects
  const last = (list: unknown): number => (list as readonly number[]).at(-1)!; // not empty
  const mean = (list: unknown): number => {
    const numbers = list as readonly number[];
    return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  };
  switch (stage) {
    case "train":
      return [["test loss", last(value["loss"])], ["decoding error", last(value["error"])]];
    case "pca": {
      const shares = value["cumulativeRatio"] as readonly number[];
      if (shares.length <= PLANE) return []; // axes for drawing; the network's curve says as much
      return COMPONENTS.filter((count) => count <= shares.length)
        .map((count) => [`variance in ${count} PCs`, shares[count - 1]!]);
    }
    case "divergence":
      return Object.entries(value["values"] as Record<string, number | null>)
        .flatMap(([active, kl]) =>
          kl === null ? [] : [[`KL(${value["quiescent"]} || ${active})`, kl]]
        );
    case "stepDistance":
      return [["step distance", mean(value["mean"])]];
    case "totalVariance":
      return [["total variance", value["value"] as number]];
    case "angularVelocities":
      return [["mean angular velocity", value["mean"] as number]];
    case "bearingMatch":
      return [["histogram distance", value["histogramDistance"] as number]];
    case "fading":
      return [
        ["largest output at the end", last(value["peak"])],
        ["share of jumps", mean(value["jumps"])],
      ];
    default:
      return [];
  }
}
