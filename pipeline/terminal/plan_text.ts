import { formatBytes, formatDuration } from "../amount.ts";
import { originText } from "../origin.ts";
import { Estimate } from "../plan/estimate.ts";
import type { Plan } from "../plan/plan.ts";

/** Expected time and disk of what is to be executed. */
export function expectedCost(plan: Plan, jobs: number): { seconds: number; bytes: number } {
  let bytes = 0;
  for (const { action, reason } of plan.nodes.values()) {
    if (reason !== undefined) bytes += action.stage.cost(action.parameters).output;
  }
  return { seconds: new Estimate(plan, jobs).secondsLeft(), bytes };
}

/**
 * The plan for people: a line for each action to be executed, if verbose also for each cached one with
 * where its result is from, and a summary.
 */
export function* planLines(plan: Plan, jobs: number, verbose: boolean): Generator<string> {
  const estimate = new Estimate(plan, jobs);
  let run = 0;
  for (const node of plan.nodes.values()) {
    const { action, reason, result } = node;
    if (reason !== undefined) {
      run++;
      yield `run     ${action.name} (about ${formatDuration(estimate.seconds(node))}): ${reason}`;
    } else if (verbose) {
      yield `cached  ${action.name}: ${originText(result!)}`; // what does not run has a result
    }
  }
  const { seconds, bytes } = expectedCost(plan, jobs);
  const cost = run === 0 ? "" : `; about ${formatDuration(seconds)}, ${formatBytes(bytes)} of disk`;
  yield `${run} to run, ${plan.nodes.size - run} cached${cost}`;
}
