import { describeDifference } from "../../lib/files/difference.ts";
import { counted } from "../../pipeline/amount.ts";
import { UsageError } from "../../pipeline/errors.ts";
import type { Listener } from "../../pipeline/events.ts";
import { obtainable, sample, verifiable, verifyActions } from "../../pipeline/run/verify.ts";
import type { Verification } from "../../pipeline/run/verify.ts";
import { defineCommand, EXIT } from "../command.ts";
import {
  compareExpected,
  expectedOf,
  expectedPath,
  readExpected,
  writeExpected,
} from "../expected.ts";
import type { Comparison } from "../expected.ts";
import { interruptible } from "../interruptible.ts";
import { flag, wholeNumber } from "../option.ts";
import { jobs, json, planOptions, threads } from "../options.ts";
import { jobsOf } from "../performer.ts";
import { prepare } from "../prepare.ts";
import type { Prepared } from "../prepare.ts";
import { listenerFor, say, warningsTo } from "../say.ts";

export const verify = defineCommand({
  name: "verify",
  description: "execute actions of the cache again and compare the bytes; status 1 if any differ",
  examples: [
    "deno task verify --profile quick",
    "deno task verify --profile quick --sample 5 --seed 1",
  ],
  options: {
    ...planOptions,
    sample: wholeNumber("so many actions only; 0: compare expected digests only"),
    seed: wholeNumber("chooses the sample"),
    jobs,
    threads: { ...threads, description: "of each tensor action (default: 1)" },
    updateExpected: flag("write the profile's digests to tests/expected/"),
    json,
  },
  async run(options) {
    const listener = listenerFor(options);
    const prepared = await prepare(options, warningsTo(listener));
    return await interruptible(async (stop, kill) => {
      const good = await verifyResults(prepared, {
        jobs: jobsOf(options),
        threads: options.threads,
        sample: options.sample,
        seed: options.seed ?? crypto.getRandomValues(new Uint16Array(1))[0]!, // an array of one
        updateExpected: options.updateExpected ?? false,
        listener,
        say: (line) => say(`${line}\n`),
        stop,
        kill,
      });
      if (good === undefined) return EXIT.interrupted;
      return good ? EXIT.done : EXIT.failed;
    });
  },
});

export interface VerifyRequest {
  readonly jobs: number;
  readonly threads?: number | undefined;
  /** Execute so many actions only; 0 compares with the expected digests and executes nothing. */
  readonly sample?: number | undefined;
  /** Chooses the sample. */
  readonly seed: number;
  readonly updateExpected: boolean;
  readonly listener: Listener;
  readonly say: (line: string) => void;
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
}

/**
 * Verifies what the cache holds for a prepared profile, by executing it again and against the expected
 * digests, and tells the outcome. Whether all is as it should be, or undefined: interrupted. Throws a
 * UsageError if there was nothing to execute or compare.
 */
export async function verifyResults(
  { plan, executor, name }: Prepared,
  request: VerifyRequest,
): Promise<boolean | undefined> {
  const { listener, say, jobs, threads, stop, kill } = request;
  const results = verifiable(plan);
  const all = await obtainable(results, plan);
  if (all.length === 0) {
    throw new UsageError(
      "Nothing to verify: no result of this profile is in the cache; reproduce it",
    );
  }
  const nodes = request.sample === undefined ? all : sample(all, request.sample, request.seed);
  const { size } = plan.nodes;
  const without = [...plan.nodes.values()].filter(({ result }) => result === undefined).length +
    results.length - all.length;
  if (without > 0) {
    say(`${counted(without, "action has", "actions have")} no result to verify, of ${size}`);
  }
  if (nodes.length < all.length) {
    say(
      `A sample of ${nodes.length} of ${
        counted(all.length, "action")
      }, chosen by --seed ${request.seed}`,
    );
  }
  const difference = describeDifference;
  const options = { executor, listener, difference, jobs, threads, stop, kill };
  const path = expectedPath(name);
  const expected = request.updateExpected ? undefined : await readExpected(path);
  const comparison = expected && await compareExpected(plan, expected);
  listener({ event: "compared", ...NOT_COMPARED, ...comparison });
  const verification = nodes.length === 0
    ? { same: 0, different: 0, failed: 0, interrupted: false }
    : await verifyActions(plan, nodes, options);
  if (nodes.length > 0) say(outcome(verification));
  if (verification.interrupted) return undefined;
  const same = verification.different + verification.failed === 0;
  if (request.updateExpected) {
    if (!same) throw new UsageError("The expected digests stay as they are: some artifacts differ");
    await writeExpected(path, await expectedOf(plan));
    say(`Wrote "${path}"`);
    return true;
  }
  if (nodes.length === 0 && (comparison?.compared ?? 0) === 0) {
    throw new UsageError(
      `Nothing was verified: no action was executed, and there are no expected digests of what "${name}" ` +
        `has given here`,
    );
  }
  for (const line of comparisonLines(comparison, name)) say(line);
  return same && (comparison?.differences ?? []).length === 0;
}

const NOT_COMPARED = {
  compared: 0,
  asExpected: 0,
  unexpected: 0,
  incomparable: 0,
  missing: 0,
  differences: [],
};

/** What was compared with the expected digests and what was not, for people. */
export function* comparisonLines(found: Comparison | undefined, name: string): Generator<string> {
  if (found === undefined) {
    yield `Nothing was compared with expected digests: there are none of "${name}"`;
    return;
  }
  const { sameArithmetic, compared, asExpected, unexpected, incomparable, missing } = found;
  const how = sameArithmetic
    ? "byte by byte"
    : "in their numbers, since arithmetic here is another than where they were written";
  yield compared === 0
    ? "Nothing was compared with expected digests: there are none of what is here"
    : `${asExpected} of ${
      counted(compared, "artifact is", "artifacts are")
    } as expected, compared ${how}`;
  for (const line of found.differences) yield `differs ${line}`;
  if (unexpected > 0) {
    yield `${
      counted(unexpected, "artifact is", "artifacts are")
    } not among the expected: not compared`;
  }
  if (incomparable > 0) {
    yield `${
      counted(incomparable, "artifact has", "artifacts have")
    } no numbers, but other bytes, as ` +
      `other arithmetic draws: not compared`;
  }
  if (missing > 0) {
    yield `${
      counted(missing, "expected artifact is", "expected artifacts are")
    } not here, or not of these actions: not compared`;
  }
}

function outcome({ same, different, failed }: Verification): string {
  const parts = [
    `${counted(same, "action")} gave the same bytes again`,
    ...different > 0 ? [`${different} gave others`] : [],
    ...failed > 0 ? [`${failed} failed`] : [],
  ];
  return parts.join(", ");
}
