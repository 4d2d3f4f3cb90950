/** Milliseconds that a small file takes that is read over a network, or by a disk that has to seek. */
const FAR = 1;

/** So many reads that take long are no accident of a busy machine. */
const OFTEN = 20;

/**
 * Reads small files one after the other while the disk answers at once: to hand each to a thread takes
 * several times as long. If it often does not answer at once, many are read at a time.
 */
export class NearDisk {
  #late = 0;

  /** Reads by one of two functions that do the same. */
  async read<T>(now: () => T, later: () => Promise<T>): Promise<T> {
    if (this.#late >= OFTEN) return await later();
    const start = performance.now();
    try {
      return now();
    } finally {
      if (performance.now() - start > FAR) this.#late++;
    }
  }
}
