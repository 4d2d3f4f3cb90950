import { formatBytes, formatDuration } from "../amount.ts";
import { originText } from "../origin.ts";
import { Estimate } from "../plan/estimate.ts";
import type { Plan } from "../plan/plan.ts";

/** What a plan comes to. */
export interface PlanSummary {
  readonly run: number;
  readonly cached: number;
  /** Expected time of what is to be executed. */
  readonly seconds: number;
  /** Expected disk. */
  readonly bytes: number;
}

export function summarisePlan(plan: Plan, jobs: number): PlanSummary {
  const due = [...plan.nodes.values()].filter(({ reason }) => reason !== undefined);
  return {
    run: due.length,
    cached: plan.nodes.size - due.length,
    seconds: new Estimate(plan, jobs).secondsLeft(),
    bytes: due.reduce((sum, { action }) => sum + action.stage.cost(action.parameters).output, 0),
  };
}

/** "3 to run, 4 cached; about 2 min, 3.1 MB of disk" */
export function summaryLine(plan: Plan, jobs: number): string {
  const { run, cached, seconds, bytes } = summarisePlan(plan, jobs);
  const cost = run === 0 ? "" : `; about ${formatDuration(seconds)}, ${formatBytes(bytes)} of disk`;
  return `${run} to run, ${cached} cached${cost}`;
}

/** A line for each action: to be executed and why, or cached and where its result is from. */
export function* actionLines(plan: Plan, jobs: number): Generator<string> {
  const estimate = new Estimate(plan, jobs);
  for (const node of plan.nodes.values()) {
    const { action, reason, result } = node;
    yield reason === undefined
      ? `cached  ${action.name}: ${originText(result!)}` // what does not run has a result
      : `run     ${action.name} (about ${formatDuration(estimate.seconds(node))}): ${reason}`;
  }
}
