/** What `--threads` allows: the tensor engine can start no more. */
const MOST = 8;

/** Seconds of work from which threads pay for their start, which takes half a second. */
const WORTH = 5;

/** What is known when a tensor action starts. */
export interface Occupancy {
  readonly cores: number;
  /** Threads of all running actions. */
  readonly busy: number;
  /** Tensor actions that start now, this one included. */
  readonly starting: number;
  /** Expected seconds of this one. */
  readonly seconds: number;
}

/**
 * Threads for a tensor action that starts: its share of the idle cores. Many side by side have one
 * each, which is the most efficient; the last ones of a run share what would stand idle.
 */
export function threadShare({ cores, busy, starting, seconds }: Occupancy): number {
  if (seconds < WORTH) return 1;
  return Math.max(1, Math.min(MOST, Math.floor((cores - busy) / starting)));
}
