import { quiescentWindows, sweptNetworks } from "../../lib/results/noise_factor.ts";
import type { QuiescentWindow } from "../../lib/results/noise_factor.ts";
import type { RolloutVariants, VariantWindow } from "../../lib/results/rollout_variants.ts";
import type { Cell, NumberTable } from "./number_table.ts";

const COLUMNS = [
  { name: "quiescence", width: 176 },
  { name: "steps", width: 34 },
  { name: "SW1, m", width: 70, decimals: 3 },
  { name: "α 1–10", width: 52, decimals: 2 },
  { name: "α 5–25", width: 52, decimals: 2 },
  { name: "compression", width: 76, decimals: 2 },
  { name: "path per 100 steps, m", width: 84, decimals: 2 },
  { name: "jumps, %", width: 64, decimals: 1 },
  { name: "peak", width: 64, decimals: 2 },
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
  const all = found.flatMap(({ variants }) =>
    variants.filter((each) => each.name === name)
      .flatMap(({ windows }) => windows.filter((each) => each.window === window))
  );
  const of = (value: (each: VariantWindow) => number | null) =>
    all.flatMap((each) => value(each) ?? []);
  return [
    window === "early" ? name : "",
    window,
    of(({ sw1 }) => sw1),
    of(({ short }) => short),
    of(({ primary }) => primary),
    of(({ compression }) => compression),
    of(({ path }) => path),
    of(({ jumps }) => 100 * jumps),
    of(({ peak }) => peak),
  ];
}
