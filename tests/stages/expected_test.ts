import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../pipeline/digest.ts";
import { performHere } from "../../pipeline/perform.ts";
import { runPlan } from "../../pipeline/run.ts";
import { compareExpected, expectedOf, readExpected, writeExpected } from "../../stages/expected.ts";
import type { Expected } from "../../stages/expected.ts";
import { prepare } from "../../stages/reproduce.ts";

const train = "spatial/vanilla/noisy/unbiased/seed0/train";

Deno.test("compareExpected() wants the same bytes, or near numbers where arithmetic is another", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { plan, executor } = await prepare({
      profile: "smoke",
      protocol: "released",
      set: [],
      only: train,
      cache: join(folder, "cache"),
      warn: () => {},
    });
    await assert.rejects(expectedOf(plan), /^UsageError: Cannot say what is expected: /);
    const never = new AbortController().signal;
    const options = { listener: () => {}, stop: never, kill: never, checkpointEvery: 60 };
    await runPlan(plan, { jobs: 2, perform: performHere(plan.store, executor), ...options });

    const path = join(folder, "smoke.json");
    assert.equal(await readExpected(path), undefined);
    const now = await expectedOf(plan);
    await writeExpected(path, now);
    const expected = (await readExpected(path))!; // just written
    assert.deepEqual(expected, JSON.parse(JSON.stringify(now)));
    const compared = Object.keys(expected.artifacts).length;
    assert.deepEqual(await compareExpected(plan, expected), {
      sameArithmetic: true,
      compared,
      differences: [],
    });

    const name = `${train}.weights`;
    const { rms = 0, mean = 0, count = 0 } = expected.artifacts[name]!;
    assert.ok(count > 1000 && rms > 0);
    const changed = (change: object, elsewhere: boolean): Expected => ({
      fingerprint: { ...expected.fingerprint, ...(elsewhere ? { plain: digestOf("") } : {}) },
      artifacts: {
        ...expected.artifacts,
        [name]: { ...expected.artifacts[name]!, digest: digestOf(""), ...change },
      },
    });
    const cases: readonly [change: object, elsewhere: boolean, difference?: RegExp][] = [
      [{}, false, /weights: digest is [0-9a-f]{64}, expected/],
      [{}, true],
      [{ mean: mean + 0.01 * rms, rms: 1.01 * rms }, true],
      [{ rms: 1.1 * rms }, true, /weights: rms is .*, expected/],
      [{ mean: mean + rms }, true, /weights: mean is .*, expected/],
      [{ count: 3 }, true, /weights: it has \d+ numbers, expected 3/],
    ];
    for (const [change, elsewhere, difference] of cases) {
      const found = await compareExpected(plan, changed(change, elsewhere));
      assert.equal(found.sameArithmetic, !elsewhere);
      assert.equal(found.differences.length, difference === undefined ? 0 : 1);
      if (difference !== undefined) assert.match(found.differences[0]!, difference);
    }
    const { [name]: _, ...others } = expected.artifacts;
    const { differences } = await compareExpected(plan, { ...expected, artifacts: others });
    assert.match(differences.join(), /weights: it is not among the expected artifacts/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
