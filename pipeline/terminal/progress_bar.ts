import { formatBytes } from "../amount.ts";

/** Milliseconds between redraws. */
const REDRAW_EVERY = 100;

/** Draws a bar of bytes done on a terminal, and nothing elsewhere; it goes when all is done. */
export function progressBar(
  write: (text: string) => void,
  terminal: boolean,
): (done: number, total: number) => void {
  let drawn = -Infinity;
  return (done, total) => {
    const now = performance.now();
    if (!terminal || now - drawn < REDRAW_EVERY && done < total) return;
    drawn = now;
    if (done >= total) return write("\r\x1b[K");
    const filled = Math.floor(30 * done / total);
    const bar = "#".repeat(filled).padEnd(30, ".");
    write(`\r\x1b[K[${bar}] ${formatBytes(done)} of ${formatBytes(total)}`);
  };
}
