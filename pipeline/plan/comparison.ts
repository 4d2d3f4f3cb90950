import type { ActionDescription } from "../action_key.ts";
import type { ActionKey } from "../digest.ts";
import { references } from "../graph.ts";
import { readFailure } from "../store/failure.ts";
import { Lock } from "../store/lock.ts";
import { changesBetween } from "./changes.ts";
import type { Change } from "./changes.ts";
import { describe } from "./plan.ts";
import type { Node, Plan } from "./plan.ts";

/**
 * How an action stands: its artifacts are there; they are there from earlier code, adopted; they are of
 * other parameters, inputs or code; they are missing; they are being made now; or the last attempt failed.
 */
export const states = ["cached", "adopted", "stale", "missing", "running", "failed"] as const;
export type State = typeof states[number];

/** Why an action that is not cached is to be executed. */
export const causes = ["parameter", "input", "code", "numerics", "never run", "evicted"] as const;
export type Cause = typeof causes[number];

/** An action against the most recent result of the same name. */
export interface Comparison {
  readonly node: Node;
  readonly state: State;
  readonly causes: ReadonlySet<Cause>;
  /** Undefined: it never ran, or need not. */
  readonly before?: { readonly key: ActionKey; readonly description: ActionDescription };
  /** What is known to differ; an input that has yet to be made is not among them. */
  readonly changes: readonly Change[];
  /** Inputs that are not known, since what makes them runs first. */
  readonly awaited: readonly {
    readonly input: string;
    readonly action: string;
    readonly stage: string;
  }[];
  /** Why the last attempt failed. */
  readonly failure?: string;
}

/** Compares an action of a plan with what it was. */
export async function compare(plan: Plan, node: Node): Promise<Comparison> {
  const { action, reason, result, prepared } = node;
  if (reason === undefined) {
    const state = result?.adopted === undefined ? "cached" : "adopted";
    return { node, state, causes: new Set(), changes: [], awaited: [] };
  }
  const before = await plan.history.previousAction(action.name);
  const awaited = references(action)
    .map(({ input, ref }) => ({ input, producer: plan.nodes.get(ref.action)! })) // it holds all ancestors
    .filter(({ producer }) => producer.result === undefined)
    .map(({ input, producer: { action } }) => ({
      input,
      action: action.name,
      stage: action.stage.name,
    }));
  const unknown = new Set(awaited.map(({ input }) => input));
  const changes = before === undefined
    ? []
    : changesBetween(describe(plan, node), before.description)
      .filter((change) => change.kind !== "input" || !unknown.has(change.name));
  const found = new Set<Cause>(changes.map(causeOf));
  if (awaited.length > 0) found.add("input");
  if (result !== undefined) found.add("evicted");
  else if (before === undefined) found.add("never run");
  else if (found.size === 0) found.add("evicted");
  const gone = found.has("never run") || found.has("evicted");
  const failure = prepared && await readFailure(plan.store, prepared.key);
  const running = prepared && await Lock.isHeld(plan.store.lockPath(prepared.key));
  const state = running ? "running" : failure !== undefined ? "failed" : gone ? "missing" : "stale";
  return {
    node,
    state,
    causes: found,
    changes,
    awaited,
    ...(before === undefined ? {} : { before }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Compares all actions of a plan, in its order. */
export async function compareAll(plan: Plan): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const node of plan.nodes.values()) comparisons.push(await compare(plan, node));
  return comparisons;
}

function causeOf({ kind }: Change): Cause {
  switch (kind) {
    case "parameter":
    case "input":
    case "numerics":
      return kind;
    default:
      return "code"; // assets, packages and declared outputs are edited like code
  }
}
