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

/** "0.12 [0.10, 0.15]", with two digits up to 9 values and three beyond; "–" where nothing was measured. */
export function intervalText(
  { mean, low, high, perSeed }: {
    readonly mean: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly perSeed: { readonly length: number };
  },
): string {
  if (mean === null) return "–";
  const text = (value: number) => significantText(value, perSeed.length < 10 ? 2 : 3);
  return low === null || high === null ? text(mean) : `${text(mean)} [${text(low)}, ${text(high)}]`;
}

/** So many significant digits, zeros at the end included: "0.10"; large and small ones as "5.0e-5". */
export function significantText(value: number, digits: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 1e-4 && size < 1e6
    ? String(size >= 10 ** digits ? Math.round(value) : value.toPrecision(digits))
    : value.toExponential(digits - 1);
  return text.replaceAll("-", "−");
}
