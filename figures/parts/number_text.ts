/** A number as printed in figures: `decimals` places, a true minus sign, no "-0". */
export function numberText(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** "10⁻⁵" */
export function powerOfTenText(exponent: number): string {
  return "10" + String(exponent).replace(/./g, (c) => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]!);
}

/** Evenly spaced round numbers in [low, high], about `count` of them: steps of 1, 2, 2.5 or 5 x 10^k. */
export function roundTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 2.5, 5, 10].find((m) => m * unit >= rough * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** The fewest decimals that tell these numbers apart. */
export function decimalsFor(values: readonly number[]): number {
  for (let decimals = 0; decimals < 8; decimals++) {
    if (values.every((v) => Math.abs(v - Number(v.toFixed(decimals))) < 1e-9)) return decimals;
  }
  return 8;
}

/** At most 5 significant digits; whole numbers in full. */
export function shortNumber(value: number): string {
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
  return text.replaceAll("-", "−");
}

/** "0.12 [0.1, 0.15]"; "–" where nothing was measured. */
export function intervalText(
  { mean, low, high }: {
    readonly mean: number | null;
    readonly low: number | null;
    readonly high: number | null;
  },
): string {
  if (mean === null) return "–";
  const middle = threeDigits(mean);
  return low === null || high === null
    ? middle
    : `${middle} [${threeDigits(low)}, ${threeDigits(high)}]`;
}

function threeDigits(value: number): string {
  return shortNumber(Number(value.toPrecision(3)));
}
