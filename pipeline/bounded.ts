/** Runs work at most so many at a time, first come, first served. */
export type Bounded = <T>(work: () => Promise<T>) => Promise<T>;

export function bounded(limit: number): Bounded {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve)); // takes over a place
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
