import { activeNames, quiescentNames } from "../../lib/results/divergences.ts";
import type { ActiveName, Divergences, QuiescentName } from "../../lib/results/divergences.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { Matrix } from "./matrix.ts";
import { DIVERGENCE_RAMP } from "./style.ts";

/** The matrix of Fig. 2e: means over seeds. */
export function divergenceMatrix(
  measured: readonly Divergences[],
  maximum: number,
): Matrix<ActiveName, QuiescentName> {
  const average = (values: (number | null | undefined)[]): number | null => {
    const found = values.filter((value) => value !== undefined && value !== null);
    return found.length === 0 ? null : mean(found);
  };
  return {
    rowsLabel: "active",
    columnsLabel: "quiescent",
    rows: activeNames,
    columns: quiescentNames,
    cell(active, column) {
      const of = measured.filter(({ quiescent }) => quiescent === column);
      const value = average(of.map(({ values }) => values[active]));
      const released = average(of.map((each) => each.released?.[active]));
      return released === null ? { value } : { value, note: released };
    },
    rampLabel: "KL divergence (nats)",
    stops: DIVERGENCE_RAMP,
    maximum,
    noteText: "as the released code computes it",
  };
}
