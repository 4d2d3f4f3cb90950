import assert from "node:assert/strict";
import { join } from "node:path";
import type { Event } from "../../../pipeline/events.ts";
import { Lock } from "../../../pipeline/store/lock.ts";
import { eventsOf, Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

Deno.test("two processes on one cache execute each action once in all, and say whom they wait for", async () => {
  await using rig = await Rig.create(FILES, {
    stages: STAGES,
    actions: [
      { name: "long", stage: "steps", parameters: { steps: 60 } },
      { name: "after", stage: "add", parameters: { value: 1 }, inputs: { numbers: ["long.out"] } },
    ],
  });
  let other: Promise<Event[]> | undefined;
  const here = await rig.run({
    listener: (event) => {
      if (event.event === "progress") {
        other ??= rig.spawn().then((process) => Array.fromAsync(eventsOf(process)));
      }
    },
  });
  const there = await other!; // "long" has told of its progress
  assert.deepEqual(here.executed, ["after", "long"].filter((name) => !ran(there, name)));
  assert.ok(!ran(there, "long"));
  assert.deepEqual([here.failed, here.warnings], [[], []]);
  const waiting = there.find(({ event }) => event === "waiting");
  assert.match(waiting?.event === "waiting" ? waiting.holder : "", /^process \d+$/);
  const done = there.at(-1);
  assert.equal(done?.event === "done" && done.executed + done.cached, 2);
});

Deno.test("a run that waits for another one's action can be stopped", async () => {
  await using rig = await Rig.create(FILES, {
    stages: STAGES,
    actions: [{ name: "long", stage: "steps", parameters: { steps: 500 } }],
  });
  const other = await rig.spawn();
  const controller = new AbortController();
  let started = false;
  for await (const event of eventsOf(other)) {
    if (event.event !== "progress" || started) continue;
    started = true;
    const here = await rig.run({
      stop: controller.signal,
      listener: ({ event }) => event === "waiting" && controller.abort(),
    });
    assert.ok(here.interrupted);
    assert.deepEqual(here.executed, []);
    other.kill("SIGKILL");
    using _lock = await Lock.acquire(join(rig.cache, "locks", event.key), () => {}); // its child ended
  }
  assert.ok(started);
  await other.status;
});

function ran(events: readonly Event[], name: string): boolean {
  return events.some((event) => event.event === "executed" && event.label === name);
}
