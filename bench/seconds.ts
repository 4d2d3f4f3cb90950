import process from "node:process";

/** What time is taken from. */
export type Clock = "wall" | "processor";

/** How other processes are told the clock. */
export const CLOCK = "BENCH_CLOCK";

/**
 * The clock of this run. Processor time is fair on a machine that does other things as well, but tells
 * nothing of what several threads or processes do: benchmarks of those are left out.
 */
export function clock(): Clock {
  return Deno.env.get(CLOCK) === "processor" ? "processor" : "wall";
}

/** Seconds that some work in this process takes, by the clock of the run. */
export function seconds(work: () => void): number {
  const now = clock() === "processor" ? processorSeconds : wallSeconds;
  const start = now();
  work();
  return now() - start;
}

/** Seconds by the wall's clock until some work, which others may do, is done. */
export async function secondsUntil(work: () => Promise<unknown>): Promise<number> {
  const start = wallSeconds();
  await work();
  return wallSeconds() - start;
}

function wallSeconds(): number {
  return performance.now() / 1000;
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
