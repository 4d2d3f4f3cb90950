import assert from "node:assert/strict";
import type { Event } from "../../pipeline/events.ts";
import { eventsOf } from "../support/rig.ts";
import { amount, covered } from "./amount.ts";
import { childrenAreGone, finish, newRig, SPEC, undisturbed } from "./pipeline.ts";

Deno.test("four processes on one cache execute every action once in all", async () => {
  const rounds = amount(1, 10);
  const digests = await undisturbed();
  let waits = 0;
  for (let round = 0; round < rounds; round++) {
    await using rig = await newRig();
    const processes = await Promise.all([0, 1, 2, 3].map(() => rig.spawn()));
    const told = await Promise.all(processes.map((process) => Array.fromAsync(eventsOf(process))));
    for (const { status } of processes) assert.equal((await status).code, 0);
    const executed = told.flat().flatMap((event) =>
      event.event === "executed" ? [event.label] : []
    );
    assert.deepEqual(executed.sort(), SPEC.actions.map(({ name }) => name).sort());
    for (const event of told.flat()) {
      assert.ok(event.event !== "failed" && event.event !== "warning", JSON.stringify(event));
      if (event.event !== "waiting") continue;
      assert.match(event.holder, /^process \d+$/);
      waits++;
    }
    for (const events of told) {
      const done = events.at(-1);
      assert.equal(done?.event === "done" && done.executed + done.cached, SPEC.actions.length);
    }
    await finish(rig, digests);
  }
  assert.ok(waits >= rounds, `${waits} waits`);
  covered(`${rounds} times four processes on one cache, with ${waits} waits for another's action`);
});

Deno.test("of four processes three are killed: their locks are free, no orphan is left, the last ends well", async () => {
  const rounds = amount(1, 10);
  const digests = await undisturbed();
  for (let round = 0; round < rounds; round++) {
    await using rig = await newRig();
    const processes = await Promise.all([0, 1, 2, 3].map(() => rig.spawn()));
    const survivor = processes.pop()!; // there are four
    let killed = false;
    const follow = async (process: Deno.ChildProcess): Promise<Event[]> => {
      const events: Event[] = [];
      for await (const event of eventsOf(process)) {
        events.push(event);
        if (event.event !== "progress" || event.done < 5 || killed) continue;
        killed = true;
        for (const victim of processes) victim.kill("SIGKILL");
      }
      return events;
    };
    const [told] = await Promise.all([survivor, ...processes].map(follow));
    assert.equal((await survivor.status).code, 0);
    for (const { status } of processes) await status;
    assert.ok(killed);
    assert.ok(!told!.some(({ event }) => event === "failed"));
    await childrenAreGone(rig.cache);
    assert.deepEqual(processesNaming(rig.cache), []);
    await finish(rig, digests);
  }
  covered(`${rounds} times three of four processes killed in the middle of an action`);
});

/** Ids of running processes with a text in their command line (Linux; nothing is known elsewhere). */
function processesNaming(text: string): string[] {
  if (Deno.build.os !== "linux") return [];
  return [...Deno.readDirSync("/proc")].map(({ name }) => name).filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return Deno.readTextFileSync(`/proc/${name}/cmdline`).includes(text);
    } catch {
      return false; // it has ended
    }
  });
}
