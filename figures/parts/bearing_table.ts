import { biases } from "../../lib/conditions.ts";
import type { BearingDistances } from "../../lib/results/bearing_distances.ts";
import type { NumberTable } from "./number_table.ts";

const KEYS = ["all", "early", "late", "again", "frozen"] as const;
const NAMES = ["all steps", "early", "late", "floor", "frozen"];

/** How far bearings are from active ones. */
export function bearingTable(measured: readonly BearingDistances[]): NumberTable {
  return {
    title: "Bearings: W1 on the circle (rad)",
    columns: [
      { name: "network", width: 124 },
      ...NAMES.map((name) => ({ name, width: 112, decimals: 3 })),
    ],
    groups: [{
      heading: "Head direction",
      rows: biases.map((bias) => [
        bias,
        ...KEYS.map((key) =>
          measured.filter((each) => each.bias === bias).map((each) => each[key])
        ),
      ]),
    }],
  };
}
