import { numberText } from "./dom.js";

/**
 * The axes of a drawing, from its tick labels: below it and left of it, in a row, evenly spaced; each with
 * its label's name and unit if that says both: "x (m)".
 */
export function axesOf(svg) {
  const box = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text:not([data-legend] *)")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const [, name, unit] = /^(.+) \(([^()]+)\)$/.exec(text.textContent) ?? [];
    const value = numberIn(text.textContent);
    return { value, name, unit, right, x: (left + right) / 2, y: (top + bottom) / 2 };
  });
  const ticks = texts.filter(({ value }) => Number.isFinite(value));
  const labels = texts.filter(({ unit }) => unit !== undefined);
  const below = ticks.filter(({ y }) => y > box.top + 0.6 * box.height);
  const beside = ticks.filter(({ right }) => right < box.left + 0.25 * box.width);
  return [
    axis(below, "y", "x", (row) => labels.find(({ y }) => y > row.y)),
    axis(beside, "right", "y", (row) => labels.find(({ right }) => right < row.x)),
  ];
}

/** "−0.5", "1e-5", "10⁻⁵" */
function numberIn(text) {
  const power = /^10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(text.trim());
  if (power !== null) {
    return 10 ** Number(power[1].replace(/./g, (c) => c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)));
  }
  return text.trim() === "" ? NaN : Number(text.trim().replace("−", "-"));
}

/** The line, or on a logarithmic axis the exponential, through three aligned ticks or more. */
function axis(ticks, aligned, along, labelOf) {
  const rows = Map.groupBy(ticks, (tick) => Math.round(tick[aligned]));
  const row = [...rows.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  if (row.length < 3) return undefined;
  row.sort((a, b) => a[along] - b[along]);
  const [first, last] = [row[0], row.at(-1)];
  const { name, unit } = labelOf(first) ?? {};
  const span = last[along] - first[along];
  for (const [to, from] of [[Number, Number], [Math.log, Math.exp]]) {
    const [a, b] = [to(first.value), to(last.value)];
    const fits = row.every((tick) =>
      Math.abs((to(tick.value) - a) / (b - a) * span - (tick[along] - first[along])) < 1
    );
    if (!fits) continue;
    const value = (at) => {
      const found = from(a + (b - a) * (at - first[along]) / span);
      const least = Math.abs(b - a) / 1e3; // less than a pixel
      const text = to === Number && Math.abs(found) < least ? "0" : numberText(found, 3);
      return unit === undefined ? text : `${text} ${unit}`;
    };
    const tick = span / (row.length - 1); // the frame may go on to where the next one would be
    return { name, value, low: first[along] - tick, high: last[along] + tick };
  }
  return undefined;
}
