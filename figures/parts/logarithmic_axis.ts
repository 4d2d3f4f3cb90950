import { powerOfTenText } from "./number_text.ts";

/** Decades below the highest value that an axis shows at most: smaller values lie on its foot. */
const MOST_DECADES = 5;

/** Domain and ticks of a logarithmic axis from the decade below `low` to just above `high`. */
export function logarithmicAxis(low: number, high: number) {
  const last = Math.floor(Math.log10(high));
  const first = Math.max(Math.floor(Math.log10(low)), last - MOST_DECADES);
  return {
    domain: [10 ** first, high * 1.3] as const,
    axis: {
      ticks: Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i)),
      tickFormat: (value: number) => powerOfTenText(Math.round(Math.log10(value))),
    },
  };
}
