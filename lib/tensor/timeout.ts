/** Milliseconds after which threads that do not answer count as failed. */
export const TIMEOUT = 30_000;

/** Waits for threads, and throws if they take too long. */
export async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("they did not answer")), TIMEOUT);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
