import assert from "node:assert/strict";
import { bounded } from "../../pipeline/bounded.ts";

Deno.test("bounded() runs so many at a time, in order, and goes on after failures", async () => {
  const slot = bounded(3);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      slot(async () => {
        begun.push(i);
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
        if (i % 4 === 1) throw new Error(`${i}`);
        return i;
      })),
  );
  assert.equal(most, 3);
  assert.deepEqual(begun, Array.from({ length: 20 }, (_, i) => i));
  assert.deepEqual(
    results.map((result) => result.status === "fulfilled" ? result.value : -1),
    Array.from({ length: 20 }, (_, i) => i % 4 === 1 ? -1 : i),
  );
});
