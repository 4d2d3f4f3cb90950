import assert from "node:assert/strict";
import type { Event } from "../../pipeline/events.ts";
import { TextLineStream } from "../../pipeline/execute/lines.ts";
import { amount, covered } from "./amount.ts";
import { childrenAreGone } from "./pipeline.ts";

/** Batches of a training, each long enough to be reported and to be followed by a checkpoint. */
const BATCHES = 6;
const NETWORKS = [
  "spatial/vanilla/noisy/unbiased/seed0/train",
  "headDirection/vanilla/noisy/unbiased/seed0/train",
  "spatial/gru/noisy/unbiased/seed0/train",
];

interface Trained {
  readonly digests: Readonly<Record<string, string>>;
  readonly batches: readonly number[];
  readonly killed: boolean;
}

/**
 * Trains in a process; it is killed when it first tells of `last` batches or more (a quick batch goes
 * by untold).
 */
async function train(cache: string, action: string, last = Infinity): Promise<Trained> {
  const path = action.split("/").slice(0, 2).join(".");
  const set = { batches: BATCHES, batchSize: 200, steps: 100, testEvery: 3 };
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "-P=offline", new URL("./train_process.ts", import.meta.url).href],
      ...[cache, action],
      ...Object.entries(set).map(([name, value]) => `${path}.train.${name}=${value}`),
      `${path}.network.units=256`,
    ],
    stdout: "piped",
  }).spawn();
  const digests: Record<string, string> = {};
  const batches: number[] = [];
  let killed = false;
  for await (const line of process.stdout.pipeThrough(new TextLineStream())) {
    const told = JSON.parse(line) as Event | { artifact: string; digest: string }; // train_process.ts
    if ("artifact" in told) digests[told.artifact] = told.digest;
    else if (told.event === "progress" && told.unit === "batches") {
      batches.push(told.done);
      if (told.done >= last && !killed) process.kill("SIGKILL");
      killed ||= told.done >= last;
    } else assert.ok(told.event !== "failed" && told.event !== "warning", line);
  }
  return { digests, batches, killed: (await process.status).signal === "SIGKILL" };
}

Deno.test("a training that is killed at a checkpoint boundary ends in the bytes of one that is not", async () => {
  let boundaries = 0;
  let resumed = 0;
  for (const action of NETWORKS.slice(0, amount(1, NETWORKS.length))) {
    const whole = await Deno.makeTempDir();
    const { digests } = await train(whole, action);
    await Deno.remove(whole, { recursive: true });
    assert.ok(Object.hasOwn(digests, `${action}.weights`));
    const lasts = [3, 1, 2, 4, 5, BATCHES];
    for (const last of lasts.slice(0, amount(1, lasts.length))) {
      const cache = await Deno.makeTempDir();
      const first = await train(cache, action, last);
      await childrenAreGone(cache);
      if (first.killed) boundaries++;
      const second = await train(cache, action);
      assert.deepEqual(second.digests, digests, `killed after batch ${last}`);
      const next = second.batches[0] ?? Infinity; // none is left after a kill at the last boundary
      if (first.killed && next > 1) resumed++;
      await Deno.remove(cache, { recursive: true });
    }
  }
  assert.ok(boundaries > 0 && resumed > 0, `${resumed} of ${boundaries} went on from a checkpoint`);
  covered(`${boundaries} trainings killed at a boundary, ${resumed} went on from a checkpoint`);
});

Deno.test("a training that is killed again and again, once a batch, still ends in the same bytes", async () => {
  const action = NETWORKS[0]!; // there are three
  const [cache, whole] = [await Deno.makeTempDir(), await Deno.makeTempDir()];
  try {
    const { digests } = await train(whole, action);
    let kills = 0;
    let run = await train(cache, action, 2);
    while (run.killed) {
      kills++;
      await childrenAreGone(cache);
      const next = kills < amount(2, 30) ? run.batches.at(-1)! + 1 : Infinity;
      run = await train(cache, action, next);
    }
    assert.ok(kills >= 2, `${kills} kills`);
    assert.deepEqual(run.digests, digests);
    covered(`a training killed ${kills} times on its way`);
  } finally {
    for (const folder of [cache, whole]) await Deno.remove(folder, { recursive: true });
  }
});
