/** A line of a comparison: in both texts, only in the first, or only in the second. */
export interface DiffLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** The shortest edit from some lines to others (Myers 1986), removals first. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const [n, m] = [before.length, after.length];
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0;; edits++) {
    trace.push(new Map(furthest));
    for (let k = -edits; k <= edits; k += 2) {
      let x = goesDown(furthest, k, edits) ? furthest.get(k + 1)! : furthest.get(k - 1)! + 1;
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      furthest.set(k, x);
      if (x >= n && x - k >= m) return backtrack(before, after, trace);
    }
  }
}

function goesDown(furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && furthest.get(k - 1)! < furthest.get(k + 1)!);
}

function backtrack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits]!;
    const k = x - y;
    const down = goesDown(furthest, k, edits);
    const fromX = edits === 0 ? 0 : furthest.get(down ? k + 1 : k - 1)!;
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) lines.push({ mark: " ", text: before[--x]! }), y--;
    if (edits === 0) break;
    if (down) lines.push({ mark: "+", text: after[--y]! });
    else lines.push({ mark: "-", text: before[--x]! });
  }
  return lines.reverse();
}

/** The changed lines with some around them; "…" stands where lines are left out. */
export function hunks(lines: readonly DiffLine[], around = 2): string[] {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some(({ mark }) => mark !== " ")
  );
  return lines.flatMap(({ mark, text }, i) => {
    if (near[i]) return [`${mark} ${text}`];
    return i > 0 && near[i - 1] && near.indexOf(true, i) > 0 ? ["  …"] : [];
  });
}
