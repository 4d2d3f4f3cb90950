import { join } from "node:path";
import { digestOfFile } from "../pipeline/digest.ts";
import { defineBenchmark } from "./benchmark.ts";
import { succeeds } from "./python.ts";
import { secondsUntil } from "./seconds.ts";

export const hashing = defineBenchmark({
  name: "hashing",
  summary: "SHA-256 of a file of 1 GB, against sha256sum; the file is in the page cache",
  measures: {
    "ours": { unit: "MB/s" },
    "sha256sum": { unit: "MB/s" },
    "ours / sha256sum": { unit: "x", target: { kind: "at least", value: 0.8 } },
    "memory beyond the start": { unit: "MB", target: { kind: "at most", value: 30 } },
  },
  async prepare(scale, note) {
    const megabytes = scale === "smoke" ? 4 : 1000;
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const path = join(folder, "file");
    {
      using file = await Deno.open(path, { write: true, createNew: true });
      const piece = new Uint8Array(1e6).map((_, i) => i * 2654435761 >>> 24);
      for (let i = 0; i < megabytes; i++) await file.write(piece);
    }
    const peer = await succeeds("sha256sum", [path]);
    if (!peer) note(`Program "sha256sum" is not installed, so it is left out`);
    await digestOfFile(path);
    return {
      async round() {
        const { seconds, memory } = await watch(() => digestOfFile(path));
        const ours = megabytes / seconds;
        const common = { "ours": ours, "memory beyond the start": memory };
        if (!peer) return common;
        const theirs = megabytes / await secondsUntil(() => succeeds("sha256sum", [path]));
        return { ...common, "sha256sum": theirs, "ours / sha256sum": ours / theirs };
      },
      [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
    };
  },
});

/** Time that some work takes, and the most memory (MB) it adds to the process. */
async function watch(work: () => Promise<unknown>): Promise<{ seconds: number; memory: number }> {
  const start = Deno.memoryUsage().rss;
  let peak = start;
  const look = (): void => void (peak = Math.max(peak, Deno.memoryUsage().rss));
  const timer = setInterval(look, 5);
  const seconds = await secondsUntil(work);
  clearInterval(timer);
  look();
  return { seconds, memory: (peak - start) / 1e6 };
}
