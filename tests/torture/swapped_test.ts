import assert from "node:assert/strict";
import { basename, join } from "node:path";
import fc from "fast-check";
import { verifyCache } from "../../pipeline/tidy/verify_cache.ts";
import { Rig } from "../support/rig.ts";
import { FILES, STAGES } from "../support/rig_modules.ts";
import { amount, covered } from "./amount.ts";

/** Three chains of three that meet: their results look alike, down to the sizes. */
const CHAINS = [100, 200, 300].flatMap((value) => [
  { name: `a${value}`, stage: "add", parameters: { value } },
  ...["b", "c"].map((name, i) => ({
    name: `${name}${value}`,
    stage: "add",
    parameters: { value: value + i },
    inputs: { numbers: [`${i === 0 ? "a" : "b"}${value}.out`] },
  })),
]);
const SPEC = {
  stages: STAGES,
  actions: [...CHAINS, {
    name: "end",
    stage: "add",
    parameters: { value: 400 },
    inputs: { numbers: ["c100.out", "c200.out", "c300.out"] },
  }],
};

Deno.test("records that were put over one another are found, and never served", async () => {
  const numRuns = amount(5, 60);
  await using rig = await Rig.create(FILES, SPEC);
  const first = await rig.run();
  const keys = first.events.flatMap((event) => event.event === "executed" ? [event.key] : []);
  const paths = keys.map((key) => join(rig.cache, "ac", key.slice(0, 2), key));
  assert.equal(paths.length, SPEC.actions.length);
  const index = fc.nat({ max: paths.length - 1 });
  let swapped = 0;
  // For each record, whose record comes to lie in its place.
  const places = fc.array(index, { minLength: paths.length, maxLength: paths.length });
  const property = fc.asyncProperty(places, async (from) => {
    const records = await Promise.all(paths.map((path) => Deno.readTextFile(path)));
    const wrong = from.flatMap((whose, i) => whose === i ? [] : [basename(paths[i]!)]).sort();
    for (const [i, whose] of from.entries()) await Deno.writeTextFile(paths[i]!, records[whose]!);
    swapped += wrong.length;
    if (swapped % 2 === 0) { // otherwise the run finds them
      const { bad } = await verifyCache(rig.cache, { jobs: 2, progress: () => {} });
      assert.deepEqual(bad.map(({ name }) => name).sort(), wrong);
    }
    const run = await rig.run();
    assert.deepEqual([run.digests, run.failed], [first.digests, []]);
    const executed = run.events.flatMap((event) => event.event === "executed" ? [event.key] : []);
    assert.deepEqual(executed.sort(), wrong);
    const again = await rig.run();
    assert.deepEqual([again.executed, again.warnings], [[], []]);
  });
  await fc.assert(property, { numRuns, seed: 20240507 });
  covered(`${numRuns} times records put over one another, ${swapped} in all`);
});
