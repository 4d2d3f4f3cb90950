import assert from "node:assert/strict";
import { NearDisk } from "../../../pipeline/store/near_disk.ts";

Deno.test("NearDisk reads at once, and later once twenty reads took long", async () => {
  const disk = new NearDisk();
  const slowly = (): string => {
    const start = performance.now();
    while (performance.now() - start < 2);
    return "now";
  };
  const later = () => Promise.resolve("later");
  for (let i = 0; i < 19; i++) assert.equal(await disk.read(slowly, later), "now");
  const failing = (): string => {
    slowly();
    throw new Error("cannot be read");
  };
  await assert.rejects(disk.read(failing, later), /cannot be read/);
  assert.equal(await disk.read(slowly, later), "later");
  assert.equal(await new NearDisk().read(slowly, later), "now");
});
