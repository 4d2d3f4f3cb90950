import { actionKey } from "../action_key.ts";
import { secondsOf } from "../action_result.ts";
import type { Adoption } from "../adoption.ts";
import { bounded } from "../bounded.ts";
import type { Json } from "../canonical.ts";
import { inSources } from "../code/source_places.ts";
import type { Workspace } from "../code/workspace.ts";
import type { ActionEvent, Listener } from "../events.ts";
import { hasAllBlobs, namesAllOutputs, putCode } from "../execute/perform.ts";
import type { Perform, PreparedAction } from "../execute/perform.ts";
import { producers } from "../graph.ts";
import type { Action } from "../graph.ts";
import { compare } from "../plan/comparison.ts";
import { makePlan } from "../plan/plan.ts";
import type { Node, Plan } from "../plan/plan.ts";
import type { Prefix } from "../stage.ts";
import { Lock } from "../store/lock.ts";
import { runPlan } from "./run.ts";
import type { RunOptions } from "./run.ts";

export interface AdoptOptions extends RunOptions {
  /** Parts of an action that are executed and compared. */
  readonly length: number;
}

/** What became of an action that would run. */
export type AdoptOutcome =
  & { readonly name: string }
  & (
    | { readonly kind: "adopted"; readonly compared: string }
    /** The first part after which the present code differs. */
    | { readonly kind: "differs"; readonly after: string }
    | { readonly kind: "not adopted"; readonly why: string }
    | { readonly kind: "interrupted" }
  );

/**
 * Takes results of earlier code over for the actions of a plan that would run for their code alone: the
 * present code is executed on a prefix of the very same action, and the states on the way are compared
 * with those of the earlier execution. What the actions need is executed first. A result that differs
 * stays as it is.
 */
export async function adopt(plan: Plan, options: AdoptOptions): Promise<AdoptOutcome[]> {
  const due = [...plan.nodes.values()].filter(({ reason }) => reason !== undefined);
  const long = due.filter(({ action }) => action.stage.prefix !== undefined);
  const others = due.filter(({ action }) => action.stage.prefix === undefined);
  const needed = new Set(long.flatMap(({ action }) => producers(action)));
  const before = await makePlan(plan, [...needed]);
  await runPlan(before, options);
  const now = await makePlan(plan, long.map(({ action }) => action.name));
  const nodes = long.map(({ action }) => now.nodes.get(action.name)!); // its targets
  const behind = nodes.filter(({ reason }) => reason !== undefined);
  const seconds = behind.map(({ action: { stage, parameters } }) =>
    stage.cost(stage.prefix!.parameters(parameters, options.length)).seconds // as `long` have one
  );
  options.listener({
    event: "planned",
    run: behind.length,
    cached: 0,
    seconds: seconds.reduce((sum, each) => sum + each, 0) / options.jobs,
  });
  const slot = bounded(options.jobs);
  const tried = await Promise.all(nodes.map((node) => slot(() => adoptNode(now, node, options))));
  await plan.history.save();
  return [
    ...tried.filter((outcome) => outcome !== undefined),
    ...others.filter(({ action }) => !before.nodes.has(action.name)).map(({ action }) => ({
      kind: "not adopted" as const,
      name: action.name,
      why: `stage "${action.stage.name}" has no prefix to compare`,
    })),
  ];
}

/** Undefined: there is nothing to adopt, its result is there. */
async function adoptNode(
  plan: Plan,
  node: Node,
  options: AdoptOptions,
): Promise<AdoptOutcome | undefined> {
  const { store } = plan;
  const { action: { name, stage }, reason } = node;
  if (reason === undefined) return undefined;
  if (options.stop.aborted) return { kind: "interrupted", name };
  const not = (why: string): AdoptOutcome => ({ kind: "not adopted", name, why });
  const prepared = node.prepared;
  const prefix = stage.prefix!; // `adopt` has chosen those that have one
  if (prepared === undefined) return not(reason);
  const { before, causes } = await compare(plan, node);
  if (before === undefined) return not("it never ran");
  if (causes.size > 1 || !causes.has("code")) return not(reason);
  const earlier = await store.readResult(before.key);
  if (
    earlier === undefined || !namesAllOutputs(earlier, prepared.description) ||
    !await hasAllBlobs(earlier, store)
  ) {
    return not("its earlier result is no longer in the cache, or has other outputs");
  }

  const shortened = prefixOf(prepared, node, prefix, options.length);
  if (shortened.key === prepared.key) {
    return not(`it has no more than ${options.length} ${prefix.unit}; run it`);
  }
  const performed = await performPrefix(shortened, node.action, plan.workspace, options);
  if (performed.kind === "interrupted") return { kind: "interrupted", name };
  if (performed.kind !== "executed" && performed.kind !== "found") {
    return not(`its prefix ${performed.kind === "failed" ? performed.message : "is damaged"}`);
  }
  const [whole, part] = await Promise.all(
    [earlier, performed.result].map(({ outputs }) => {
      return store.readBlob(outputs[prefix.trace]!.digest); // both name all outputs
    }),
  );
  if (whole === undefined || part === undefined) return not(`its ${prefix.trace} is damaged`);
  const { same, differs } = prefix.compare(whole, part);
  if (differs !== undefined) {
    const sameAfter = same.length === 0 ? "" : `, the same after ${same.join(", ")}`;
    return { kind: "differs", name, after: `${prefix.unit} ${differs}${sameAfter}` };
  }
  if (same.length === 0) return not(`its ${prefix.trace} has nothing to compare`);

  using lock = await Lock.acquire(store.lockPath(prepared.key), () => {}, { stop: { gone: true } });
  if (lock === undefined) return not("another process executes it now");
  const adopted: Adoption = {
    key: earlier.adopted?.key ?? before.key,
    compared: `${prefix.unit} ${same.join(", ")}`,
    date: new Date().toISOString(),
  };
  const { signature: _, ...unsigned } = earlier; // it was signed under another key
  await putCode(prepared, store);
  await store.writeResult(prepared.key, { ...unsigned, adopted });
  plan.history.note(name, prepared.key);
  return { kind: "adopted", name, compared: adopted.compared };
}

/** The first part of an action: an action like any other, with a key of its own. */
function prefixOf(
  prepared: PreparedAction,
  { action }: Node,
  prefix: Prefix,
  length: number,
): PreparedAction {
  const parameters = prefix.parameters(action.parameters, length) as Json; // of the same schema
  const description = { ...prepared.description, parameters };
  const name = `${prepared.name} (first ${length} ${prefix.unit})`;
  return { ...prepared, ...actionKey(description), name, description };
}

async function performPrefix(
  action: PreparedAction,
  { labels, stage }: Action,
  workspace: Workspace,
  { perform, listener, stop, kill, checkpointEvery, threads }: AdoptOptions,
): ReturnType<Perform> {
  const label = { key: action.key, stage: stage.name, label: action.name, labels };
  listener({ event: "started", reason: "to be compared with its earlier result", ...label });
  const performed = await perform(action, {
    progress: (progress) => listener({ event: "progress", left: 0, ...label, ...progress }),
    waiting: (holder) => listener({ event: "waiting", holder, ...label }),
    warning: (message) => listener({ event: "warning", message }),
    stop,
    kill,
    checkpointEvery,
    threads,
  });
  const told = performed.kind === "failed"
    ? await inSources(performed, stage.run, action.code, workspace)
    : performed;
  announce(told, label, listener);
  return told;
}

function announce(
  performed: Awaited<ReturnType<Perform>>,
  label: ActionEvent,
  listener: Listener,
): void {
  if (performed.kind === "found") listener({ event: "cached", ...label });
  if (performed.kind === "interrupted") listener({ event: "interrupted", ...label });
  if (performed.kind === "failed") listener({ event: "failed", ...label, ...performed });
  if (performed.kind === "executed") {
    const { result } = performed;
    const bytes = Object.values(result.outputs).reduce((sum, output) => sum + output.bytes, 0);
    listener({ event: "executed", seconds: secondsOf(result), bytes, left: 0, ...label });
  }
}
