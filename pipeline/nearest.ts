/** The names most like a mistyped one, best first, at most three; empty if none is alike. */
export function nearest(typed: string, names: Iterable<string>): string[] {
  const limit = Math.max(2, Math.ceil(typed.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, distance: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= limit || (typed.length > 2 && name.includes(typed)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** `; did you mean "a" or "b"?`, or nothing. */
export function didYouMean(typed: string, names: Iterable<string>): string {
  const found = nearest(typed, names);
  return found.length === 0
    ? ""
    : `; did you mean ${found.map((name) => `"${name}"`).join(" or ")}?`;
}

/** Damerau's distance (optimal string alignment): insertions, deletions, replacements, swaps. */
function distance(a: string, b: string): number {
  let [before, last, row]: [number[], number[], number[]] = [
    [],
    [],
    Array.from({ length: b.length + 1 }, (_, j) => j),
  ];
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
      }
    }
  }
  return row[b.length]!;
}
