import { formatDuration } from "../amount.ts";
import { isEvicted } from "./slurm_text.ts";

/** What an action's jobs have been given so far, and what became of them. */
export interface Trials {
  /** Factors on the usual time and memory. */
  readonly more: { readonly time: number; readonly memory: number };
  /** Jobs that ended without a result and without a reason. */
  readonly lost: number;
  /** Jobs that the cluster ended for reasons of its own. */
  readonly evicted: number;
}

export const FIRST: Trials = { more: { time: 1, memory: 1 }, lost: 0, evicted: 0 };

/** Why a job gave no result. */
export type End =
  | { readonly kind: "time" | "memory" | "unstarted" }
  | { readonly kind: "ended"; readonly job: string; readonly state: string }
  /** SLURM does not know it, or does not answer. */
  | { readonly kind: "unknown" };

export type Verdict =
  | { readonly kind: "again"; readonly trials: Trials; readonly why: string }
  | { readonly kind: "failed"; readonly message: string };

/** How often the cluster may end an action's jobs. */
const EVICTIONS = 10;

/** Whether an action is sent again, and with what: once with more, once for no known reason. */
export function judge(
  end: End,
  trials: Trials,
  given: { readonly minutes: number; readonly megabytes: number },
): Verdict {
  const { more } = trials;
  const again = (change: Partial<Trials>, why: string): Verdict => ({
    kind: "again",
    trials: { ...trials, ...change },
    why,
  });
  const kind = end.kind !== "ended"
    ? end.kind
    : end.state === "TIMEOUT"
    ? "time"
    : end.state === "OUT_OF_MEMORY"
    ? "memory"
    : "ended";
  switch (kind) {
    case "unstarted":
      return again({}, "its turn had not come when its job's time was up");
    case "time": {
      const taken = formatDuration(60 * given.minutes);
      if (more.time > 1) {
        return failed(`Its jobs' time ran out, the last after ${taken}; give it more with --time`);
      }
      return again({ more: { ...more, time: 2 } }, `${taken} were not enough: twice the time`);
    }
    case "memory": {
      const taken = `${given.megabytes} MB`;
      if (more.memory > 1) {
        return failed(
          `Its jobs were killed, the last with ${taken}; give it more with --slurm-arg=--mem=...`,
        );
      }
      return again({ more: { ...more, memory: 2 } }, `${taken} were not enough: twice the memory`);
    }
  }
  const [job, state] = end.kind === "ended" ? [`job ${end.job}`, end.state] : ["job", "unknown"];
  if (state === "CANCELLED") return failed(`Its ${job} was cancelled`);
  if (isEvicted(state)) {
    if (trials.evicted >= EVICTIONS) {
      return failed(`The cluster ended its jobs ${trials.evicted + 1} times, the last as ${state}`);
    }
    return again({ evicted: trials.evicted + 1 }, `the cluster ended its ${job} (${state})`);
  }
  const what = state === "unknown"
    ? `SLURM knows nothing of its ${job}`
    : `its ${job} ended (${state}) without a result`;
  if (trials.lost === 0) return again({ lost: 1 }, what);
  return failed(`${what[0]!.toUpperCase()}${what.slice(1)}, for the second time`);
}

const failed = (message: string): Verdict => ({ kind: "failed", message });
