import { stream } from "../../lib/random/stream.ts";
import { collectGarbage } from "../../pipeline/tidy/gc.ts";
import type { Rig } from "../support/rig.ts";
import { amount, covered } from "./amount.ts";
import { childrenAreGone, filesOf, finish, newRig, undisturbed } from "./pipeline.ts";

Deno.test("a run killed at random moments, again and again, ends in the same bytes and files", async () => {
  const kills = amount(15, 200);
  const random = stream("torture", "kills");
  const digests = await undisturbed();
  const { files, milliseconds } = await calibrate();
  let rounds = 0;
  for (let done = 0; done < kills; rounds++) {
    await using rig = await newRig();
    for (let alive = true; alive && done < kills && random.uint32() % 6 > 0;) {
      alive = await killedAt(rig, random.uniform() * milliseconds);
      if (alive) done++;
    }
    await childrenAreGone(rig.cache);
    await finish(rig, digests, files);
  }
  covered(`${kills} kills at random moments of ${rounds} runs`);
});

/** Runs the pipeline in a process and kills it at a moment; false if it had ended by then. */
async function killedAt(rig: Rig, milliseconds: number): Promise<boolean> {
  const process = await rig.spawn();
  const timer = setTimeout(() => {
    try {
      process.kill("SIGKILL");
    } catch {
      // It ended just now.
    }
  }, milliseconds);
  await process.stdout.cancel();
  const { signal } = await process.status;
  clearTimeout(timer);
  return signal === "SIGKILL";
}

/** The files of an undisturbed cache, and how long the pipeline takes in a process. */
async function calibrate(): Promise<{ files: string[]; milliseconds: number }> {
  await using rig = await newRig();
  const before = performance.now();
  const process = await rig.spawn();
  await process.stdout.cancel();
  await process.status;
  const milliseconds = performance.now() - before;
  await rig.run();
  await collectGarbage(rig.cache, { dryRun: false, grace: 0 });
  return { files: filesOf(rig.cache), milliseconds };
}
