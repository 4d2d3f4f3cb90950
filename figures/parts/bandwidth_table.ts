import { bandwidthFactors, type Bandwidths } from "../../lib/results/bandwidths.ts";
import { comparedNames } from "../../lib/results/distances.ts";
import { activeNames } from "../../lib/results/divergences.ts";
import type { Divergences } from "../../lib/results/divergences.ts";
import { divergencesOf } from "./distance_matrices.ts";
import { plain } from "./distance_table.ts";
import type { Cell, NumberTable } from "./number_table.ts";

const NUMBER = { width: 84, decimals: 2 } as const;

/** Divergences as in Fig. 2e, and of equally many points at three bandwidths with what was clipped of them. */
export function bandwidthTable(
  divergences: readonly Divergences[],
  bandwidths: readonly Bandwidths[],
): NumberTable {
  const all = bandwidths.flatMap((each) => each.divergences);
  const groups = activeNames.map((active) => ({
    heading: `active ${plain(active)}`,
    rows: comparedNames().map((compared): Cell[] => {
      const own = all.filter((each) => each.active === active && each.compared === compared);
      const of = (key: "nats" | "clipped", scale: number) =>
        bandwidthFactors.map((factor) =>
          own.flatMap((each) => each.factor === factor ? each[key] ?? [] : [])
            .map((value) => scale * value)
        );
      return [
        plain(compared === active ? `${compared} (own)` : compared),
        divergencesOf(divergences, active, compared).flatMap((value) => value ?? []),
        ...of("nats", 1),
        ...of("clipped", 100),
      ];
    }),
  }));
  return {
    title: "KL divergence and the bandwidth",
    columns: [
      { name: "compared", width: 88 },
      { name: "KL as in Fig. 2e (nats)", ...NUMBER },
      ...bandwidthFactors.map((factor) => ({ name: `KL, Scott × ${factor} (nats)`, ...NUMBER })),
      ...bandwidthFactors.map((factor) => ({
        name: `clipped, Scott × ${factor} (%)`,
        width: 84,
        decimals: 1,
      })),
    ],
    groups,
  };
}
