import assert from "node:assert/strict";
import { join } from "node:path";
import { prepare } from "../../cli/prepare.ts";
import { describeDifference } from "../../lib/files/difference.ts";
import type { Event } from "../../pipeline/events.ts";
import { performHere } from "../../pipeline/execute/perform.ts";
import { runPlan } from "../../pipeline/run/run.ts";
import { verifiable, verifyActions } from "../../pipeline/run/verify.ts";
import { covered, torture } from "./amount.ts";

const never = new AbortController().signal;
const listener = (event: Event): void => {
  assert.ok(event.event !== "failed" && event.event !== "different", JSON.stringify(event));
};

/** Part of the smoke profile: a training, rollouts, decoding and a figure; or all of it. */
const open = (cache: string) =>
  prepare(
    { profile: "smoke", cache, ...(torture() ? {} : { seeds: "0", only: "fig1c" }) },
    () => {},
  );

interface Setting {
  readonly jobs: number;
  readonly threads: number;
  readonly how: "cold" | "resumed" | "verified";
}

function settings(): Setting[] {
  const all = (["cold", "resumed", "verified"] as const).flatMap((how) =>
    [1, 2, 4].flatMap((jobs) => [1, 2].map((threads) => ({ jobs, threads, how })))
  );
  // In CI one of each: cold with 1 and 1, resumed with 2 and 2, verified with 4 and 1.
  return torture() ? all : all.filter((_, index) => [0, 9, 16].includes(index));
}

async function digestsWith({ jobs, threads, how }: Setting, verified: string) {
  const cache = how === "verified" ? verified : await Deno.makeTempDir();
  const prepared = await open(cache);
  const { plan, executor } = prepared;
  const perform = performHere(plan.store, executor);
  const options = { jobs, threads, executor, perform, listener, kill: never };
  if (how === "verified") {
    const difference = describeDifference;
    const nodes = verifiable(plan);
    const outcome = await verifyActions(plan, nodes, { ...options, difference, stop: never });
    assert.deepEqual(outcome, {
      same: nodes.length,
      different: 0,
      failed: 0,
      interrupted: false,
    });
  } else {
    if (how === "resumed") {
      const stop = new AbortController();
      let steps = 0;
      await runPlan((await open(cache)).plan, {
        ...options,
        stop: stop.signal,
        checkpointEvery: 0,
        listener: (event) => {
          if (event.event === "executed" && ++steps > plan.nodes.size / 4) stop.abort();
        },
      });
    }
    await runPlan(plan, { ...options, stop: never, checkpointEvery: 0 });
    assert.ok([...Deno.readDirSync(join(cache, "work"))].length === 0);
  }
  const digests = [...plan.nodes.values()].flatMap(({ action, result }) =>
    Object.entries(result!.outputs).map(([name, { digest }]) => [`${action.name}.${name}`, digest])
  );
  if (how !== "verified") await Deno.remove(cache, { recursive: true });
  return Object.fromEntries(digests);
}

Deno.test("any jobs and threads, cold, resumed or verified, give one set of digests", async () => {
  const cache = await Deno.makeTempDir();
  try {
    const { plan, executor } = await open(cache);
    await runPlan(plan, {
      jobs: 2,
      perform: performHere(plan.store, executor),
      listener,
      stop: never,
      kill: never,
      checkpointEvery: 60,
    });
    let wanted: Record<string, string> | undefined;
    for (const setting of settings()) {
      const digests = await digestsWith(setting, cache);
      assert.deepEqual(digests, wanted ??= digests, JSON.stringify(setting));
    }
    const count = Object.keys(wanted ?? {}).length;
    covered(`${count} artifacts under ${settings().length} settings: one set of digests`);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});
