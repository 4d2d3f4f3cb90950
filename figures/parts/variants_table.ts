import { quiescentWindows, sweptNetworks } from "../../lib/results/noise_factor.ts";
import type { QuiescentWindow } from "../../lib/results/noise_factor.ts";
import { fitRanges, PATH } from "../../lib/results/replay.ts";
import type { RolloutVariants, VariantWindow } from "../../lib/results/rollout_variants.ts";
import type { Cell, NumberTable } from "./number_table.ts";

const COLUMNS = [
  { name: "quiescence", width: 148 },
  { name: "steps", width: 38 },
  { name: "SW1, m", width: 56, decimals: 3 },
  ...fitRanges.map(({ from, to }) => ({ name: `α ${from}–${to}`, width: 46, decimals: 2 })),
  { name: "com- pres- sion", width: 42, decimals: 2 },
  { name: `path, m per ${PATH.steps} steps`, width: 54, decimals: 2 },
  { name: "jumps, %", width: 42, decimals: 1 },
  { name: "peak", width: 48, decimals: 2 },
  { name: "covers, %", width: 44, decimals: 1 },
  { name: "all, %", width: 50, decimals: 1 },
];

/** Variants of quiescence, networks of a condition together. */
export function variantsTable(measured: readonly RolloutVariants[]): NumberTable {
  const groups = sweptNetworks.flatMap((network) => {
    const found = measured.filter((each) => each.network === network);
    if (found.length === 0) return [];
    const names = found[0]!.variants.map(({ name }) => name);
    const distance = (name: string, values: readonly number[]): Cell[] => [
      name,
      "",
      values,
      ...COLUMNS.slice(3).map(() => ""),
    ];
    return [{
      heading: network,
      rows: [
        ...names.flatMap((name) => quiescentWindows.map((window) => rowOf(found, name, window))),
        distance("floor", found.map(({ floor }) => floor)),
        distance("standing still", found.map(({ frozen }) => frozen)),
      ],
    }];
  });
  return { title: "Momentum and adaptation on trained weights", columns: COLUMNS, groups };
}

function rowOf(
  found: readonly RolloutVariants[],
  name: string,
  window: QuiescentWindow,
): Cell[] {
  const own = found.flatMap(({ variants }) => variants.filter((each) => each.name === name));
  const all = own.flatMap(({ windows }) => windows.filter((each) => each.window === window));
  const of = (value: (each: VariantWindow) => number | null) =>
    all.flatMap((each) => value(each) ?? []);
  const percent = (value: (each: VariantWindow) => number | null) =>
    of(value).map((share) => 100 * share);
  return [
    window === "early" ? name : "",
    window === "late" && own.some(({ fades }) => fades) ? `${window} †` : window,
    of(({ sw1 }) => sw1),
    of(({ short }) => short),
    of(({ primary }) => primary),
    of(({ long }) => long),
    of(({ compression }) => compression),
    of(({ path }) => path),
    percent(({ jumps }) => jumps),
    of(({ peak }) => peak),
    percent(({ covers }) => covers),
    percent(({ coversTogether }) => coversTogether),
  ];
}
