import { comparedNames, distanceOf } from "../../lib/results/distances.ts";
import type { Distance, Distances, DistanceWindow } from "../../lib/results/distances.ts";
import { activeNames } from "../../lib/results/divergences.ts";
import type { ActiveName } from "../../lib/results/divergences.ts";
import type { Cell, NumberTable } from "./number_table.ts";

/** p below this is counted. */
export const SIGNIFICANT = 0.05;

const NUMBER = { width: 70, decimals: 3 } as const;

/** Distances of both orders, energy distances, and how many networks' are beyond chance. */
export function distanceTable(
  { vanilla, gru }: Readonly<Record<"vanilla" | "gru", readonly Distances[]>>,
): NumberTable {
  return {
    title: "Distances without a density",
    columns: [
      { name: "compared", width: 84 },
      { name: "p < 0.05: early, late", width: 86 },
      ...["all", "early", "late"].map((window) => ({ name: `SW1 ${window} (m)`, ...NUMBER })),
      ...["early", "late"].map((window) => ({ name: `SW2 ${window} (m)`, ...NUMBER })),
      ...["early", "late"].map((window) => ({
        name: `energy ${window} (m)`,
        width: 76,
        decimals: 3,
      })),
    ],
    groups: [
      ...activeNames.map((active) => group(vanilla, active, "active ")),
      ...activeNames.map((active) => group(gru, active, "GRU, active ")),
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** What was compared with one activity. */
function group(
  measured: readonly Distances[],
  active: ActiveName,
  heading: string,
): NumberTable["groups"][number] {
  const rows = comparedNames().flatMap((compared) => {
    const of = (window: DistanceWindow) =>
      measured.flatMap(({ seed }) =>
        distanceOf(measured, seed, { active, compared, window }) ?? []
      );
    const [all, early, late] = [of("all"), of("early"), of("late")];
    if (all.length === 0) return [];
    const cells = (key: "sw1" | "sw2" | "energy", windows: readonly (readonly Distance[])[]) =>
      windows.map((each): Cell => each.map((distance) => distance[key]));
    return [[
      plain(compared === active ? `${compared} (own)` : compared),
      beyondChance(early, late),
      ...cells("sw1", [all, early, late]),
      ...cells("sw2", [early, late]),
      ...cells("energy", [early, late]),
    ]];
  });
  return { heading: `${heading}${plain(active)}`, rows };
}

/** "3, 2 of 3" networks, early and late. */
function beyondChance(...windows: readonly (readonly Distance[])[]): string {
  const tested = windows.map((each) => each.flatMap(({ p }) => p ?? []));
  const counts = tested.map((each) => each.filter((p) => p < SIGNIFICANT).length);
  const most = Math.max(...tested.map(({ length }) => length));
  return most === 0 ? "–" : `${counts.join(", ")} of ${most}`;
}

/** A name as a table has it: "Uσ". */
export function plain(name: string): string {
  return name.replace("^", "");
}
