/** What a number is to reach. */
export type Target =
  | { readonly kind: "at least"; readonly value: number }
  | { readonly kind: "at most"; readonly value: number };

/** A number that every round of a benchmark gives. */
export interface Measure {
  readonly unit:
    | "s"
    | "ms"
    | "us"
    | "MB"
    | "MB/s"
    | "GFLOP/s"
    | "million/s"
    | "networks/h"
    | "x"
    | "";
  readonly target?: Target;
}

/** The numbers of one round, by the names of the measures; a measure that cannot be taken is absent. */
export type Round<Name extends string = string> = { readonly [name in Name]?: number };

/** A benchmark that is set up: its contenders run in turn in every round, so that noise hits all. */
export interface Contest<Name extends string = string> extends AsyncDisposable {
  round(): Promise<Round<Name>>;
}

/** `smoke`: sizes so small that only rot shows; `full`: the paper's. */
export type Scale = "smoke" | "full";

export interface Benchmark<Name extends string = string> {
  readonly name: string;
  /** What is compared with what, in a line. */
  readonly summary: string;
  readonly measures: Readonly<Record<Name, Measure>>;
  /** Sets up and warms up. `note` tells the reader what is left out, and why. */
  prepare(scale: Scale, note: (text: string) => void): Promise<Contest<Name>>;
}

/** Declares a benchmark; the identity function, there for its types. */
export function defineBenchmark<Name extends string>(benchmark: Benchmark<Name>): Benchmark<Name> {
  return benchmark;
}

/** A measure over all rounds. */
export interface Row extends Measure {
  readonly benchmark: string;
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly rounds: number;
}

/** Runs the rounds of a benchmark one after the other. */
export async function runBenchmark(
  benchmark: Benchmark,
  scale: Scale,
  rounds: number,
  note: (text: string) => void,
): Promise<Row[]> {
  await using contest = await benchmark.prepare(scale, note);
  const samples = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, value] of Object.entries(await contest.round())) {
      if (value === undefined) continue;
      if (!samples.has(name)) samples.set(name, []);
      samples.get(name)!.push(value);
    }
  }
  return Object.entries(benchmark.measures).flatMap(([name, measure]) => {
    const values = samples.get(name)?.toSorted((a, b) => a - b);
    if (values === undefined) return [];
    return [{
      benchmark: benchmark.name,
      name,
      ...measure,
      median: median(values),
      least: values[0]!,
      greatest: values.at(-1)!,
      rounds: values.length,
    }];
  });
}

/** Whether a row reaches its target; undefined if it has none. */
export function reached({ target, median }: Row): boolean | undefined {
  if (target === undefined) return undefined;
  return target.kind === "at least" ? median >= target.value : median <= target.value;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
