import assert from "node:assert/strict";
import { join } from "node:path";
import { compareExpected, expectedOf, readExpected, writeExpected } from "../../cli/expected.ts";
import type { Expected } from "../../cli/expected.ts";
import { prepare } from "../../cli/prepare.ts";
import { comparisonLines, verifyResults } from "../../cli/commands/verify.ts";
import { digestOf } from "../../pipeline/digest.ts";
import { performHere } from "../../pipeline/execute/perform.ts";
import { runPlan } from "../../pipeline/run/run.ts";
import { flip } from "../support/damage.ts";

const train = "spatial/vanilla/noisy/unbiased/seed0/train";

Deno.test("a profile's artifacts are compared with the expected ones", async (t) => {
  const folder = await Deno.makeTempDir();
  const prepared = await prepare(
    { profile: "smoke", only: train, cache: join(folder, "cache") },
    () => {},
  );
  const { plan, executor } = prepared;
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
  const all = {
    sameArithmetic: true,
    compared,
    asExpected: compared,
    unexpected: 0,
    incomparable: 0,
    missing: 0,
    differences: [],
  };
  const name = `${train}.weights`;
  const { rms = 0, mean = 0, count = 0 } = expected.artifacts[name]!;
  assert.ok(count > 1000 && rms > 0);
  const elsewhere = { ...expected.fingerprint, plain: digestOf("") };
  const changed = (change: object, fingerprint = expected.fingerprint): Expected => ({
    fingerprint,
    artifacts: {
      ...expected.artifacts,
      [name]: { ...expected.artifacts[name]!, digest: digestOf(""), ...change },
    },
  });

  await t.step(
    "which are the same bytes, or near numbers where arithmetic is another",
    async () => {
      assert.deepEqual(await compareExpected(plan, expected), all);
      const cases: readonly [expected: Expected, difference?: RegExp][] = [
        [changed({}), /weights: digest is [0-9a-f]{64}, expected/],
        [changed({}, elsewhere)],
        [changed({ mean: mean + 0.01 * rms, rms: 1.01 * rms }, elsewhere)],
        [changed({ rms: 1.1 * rms }, elsewhere), /weights: rms is .*, expected/],
        [changed({ mean: mean + rms }, elsewhere), /weights: mean is .*, expected/],
        [changed({ count: 3 }, elsewhere), /weights: it has \d+ numbers, expected 3/],
      ];
      for (const [expected, difference] of cases) {
        const found = await compareExpected(plan, expected);
        assert.equal(found.sameArithmetic, expected.fingerprint !== elsewhere);
        const asExpected = difference === undefined ? compared : compared - 1;
        assert.deepEqual([found.compared, found.asExpected], [compared, asExpected]);
        assert.equal(found.differences.length, compared - asExpected);
        if (difference !== undefined) assert.match(found.differences[0]!, difference);
      }
    },
  );

  await t.step("one artifact that differs in two ways counts once", async () => {
    const found = await compareExpected(plan, changed({ mean: rms, rms: 9 * rms }, elsewhere));
    assert.deepEqual([found.asExpected, found.differences.length], [compared - 1, 2]);
  });

  await t.step("what is not among the expected, or not asked for, is no difference", async () => {
    const { [name]: _, ...others } = expected.artifacts;
    const fewer = { ...expected, artifacts: others };
    const one = { compared: compared - 1, asExpected: compared - 1 };
    const found = await compareExpected(plan, fewer);
    assert.deepEqual(found, { ...all, ...one, unexpected: 1 });
    assert.deepEqual([...comparisonLines(found, "smoke")], [
      `${compared - 1} of ${compared - 1} artifacts are as expected, compared byte by byte`,
      "1 artifact is not among the expected: not compared",
    ]);
    const more = { ...expected.artifacts, other: { digest: digestOf("") } };
    assert.deepEqual(
      await compareExpected(plan, { ...expected, artifacts: more }),
      { ...all, missing: 1 },
    );
    const none = await compareExpected(plan, { ...expected, artifacts: {} });
    assert.deepEqual([...comparisonLines(none, "smoke")], [
      "Nothing was compared with expected digests: there are none of what is here",
      `${compared} artifacts are not among the expected: not compared`,
    ]);
  });

  await t.step(
    "verify says that nothing was compared, and fails if nothing ran either",
    async () => {
      const lines: string[] = [];
      const request = {
        ...options,
        jobs: 2,
        seed: 0,
        updateExpected: false,
        say: (line: string) => void lines.push(line),
      };
      const unknown = { ...prepared, name: "no-such-profile" };
      await assert.rejects(verifyResults(unknown, { ...request, sample: 0 }), {
        name: "UsageError",
        message:
          "Nothing was verified: no action was executed, and there are no expected digests of " +
          'what "no-such-profile" has given here',
      });
      assert.equal(await verifyResults(unknown, { ...request, sample: 1 }), true);
      assert.deepEqual(lines.slice(-2), [
        "1 action gave the same bytes again",
        'Nothing was compared with expected digests: there are none of "no-such-profile"',
      ]);
    },
  );

  await t.step("bytes that are damaged here are not as expected, nor is their digest", async () => {
    flip(plan.store.blobPath(plan.nodes.get(train)!.result!.outputs["weights"]!.digest));
    const one = { compared: compared - 1, asExpected: compared - 1 };
    assert.deepEqual(await compareExpected(plan, expected), { ...all, ...one, missing: 1 });
  });
  await Deno.remove(folder, { recursive: true });
});
