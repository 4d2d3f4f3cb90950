import assert from "node:assert/strict";
import fc from "fast-check";
import { pack } from "../../../pipeline/slurm/pack.ts";
import type { Needs } from "../../../pipeline/slurm/pack.ts";

const needs = (stage: string, seconds: number, memory = 1e8, time = 1): Needs => ({
  stage,
  seconds,
  memory,
  cpus: 1,
  more: { time, memory: 1 },
});

Deno.test("pack() makes an array of a stage's long actions that need the same", () => {
  const train = Array.from({ length: 20 }, () => needs("train", 7000));
  const packs = pack([...train, needs("train", 7000, 1e9), needs("other", 7000)]);
  assert.deepEqual(packs.map(({ tasks }) => tasks.length), [20, 1, 1]);
  assert.deepEqual(packs.map(({ megabytes }) => megabytes), [768, 2560, 768]);
  assert.ok(packs.every(({ minutes }) => minutes >= 3 * 7000 / 60), "slack of three");
});

Deno.test("pack() bundles short actions of all stages into tasks that are worth their start", () => {
  const short = Array.from({ length: 300 }, (_, i) => needs(`stage${i % 3}`, 1.5));
  const [only, ...others] = pack(short);
  assert.equal(others.length, 0);
  assert.equal(only!.tasks.length, 10);
  const work = only!.tasks.map((task) => task.reduce((sum, { seconds }) => sum + seconds + 0.5, 0));
  assert.ok(work.every((seconds) => seconds >= 55 && seconds <= 65), String(work));
});

Deno.test("pack() keeps every action once, in order, in arrays that SLURM takes", () => {
  const action = fc.record({
    stage: fc.constantFrom("a", "b"),
    seconds: fc.double({ min: 0, max: 500, noNaN: true }),
    memory: fc.integer({ min: 1, max: 4e9 }),
  });
  fc.assert(
    fc.property(fc.array(action, { minLength: 1, maxLength: 1200 }), (actions) => {
      const all = actions.map((a, index) => ({ ...needs(a.stage, a.seconds, a.memory), index }));
      const packs = pack(all);
      const found = packs.flatMap(({ tasks }) => tasks.flat());
      assert.deepEqual(found.map(({ index }) => index).sort((a, b) => a - b), [...all.keys()]);
      for (const { tasks, minutes, megabytes } of packs) {
        assert.ok(tasks.length >= 1 && tasks.length <= 500);
        for (const task of tasks) {
          assert.ok(task.length > 0 && task.every(({ index }, i) => index >= task[0]!.index + i));
          const seconds = task.reduce((sum, { seconds }) => sum + seconds, 0);
          assert.ok(minutes * 60 >= 3 * seconds);
          assert.ok(task.every(({ memory }) => megabytes * 2 ** 20 > 2 * memory));
        }
      }
    }),
    { numRuns: 30, seed: 1 },
  );
});

Deno.test("pack() gives the time that is asked for, and more to what needs more", () => {
  const packs = pack([needs("a", 100), needs("a", 100, 1e8, 2)], { minutes: 45 });
  assert.deepEqual(packs.map(({ minutes }) => minutes), [45, 90]);
});
