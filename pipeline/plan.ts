import { actionKey } from "./action_key.ts";
import type { ActionDescription } from "./action_key.ts";
import type { ActionResult } from "./action_result.ts";
import type { Json } from "./canonical.ts";
import type { Digest } from "./digest.ts";
import type { Action, ArtifactRef, Graph } from "./graph.ts";
import { producers } from "./graph.ts";
import type { Fingerprint } from "./numerics.ts";
import { hasAllBlobs, namesAllOutputs } from "./perform.ts";
import type { PreparedAction } from "./perform.ts";
import { whyNew } from "./reason.ts";
import { recordedDurations } from "./recorded_durations.ts";
import type { Duration } from "./recorded_durations.ts";
import type { History } from "./history.ts";
import type { Stage } from "./stage.ts";
import type { StageCode } from "./stage_code.ts";
import type { Store } from "./store.ts";

/** What is known of an action at a moment of the planning or the run. */
export interface Node {
  readonly action: Action;
  readonly code: StageCode;
  /** Set once all its inputs are known. */
  prepared?: PreparedAction;
  /** Set once its result is known; its blobs need not be there. */
  result?: ActionResult;
  /** Why it is to be executed; undefined if it is not. */
  reason?: string;
}

/** What has to be known to plan: fixed when the command starts. */
export interface Circumstances {
  readonly graph: Graph;
  readonly codes: ReadonlyMap<Stage, StageCode>;
  readonly fingerprint: Fingerprint;
  readonly store: Store;
  readonly history: History;
  /** The BLAS library of tensor work, if it is not the default engine's. */
  readonly blas?: string | undefined;
}

/**
 * The plan: for the wanted targets, which actions are to be executed, and why. The same plan is
 * printed by `--dry-run` and `status` and carried out by the run.
 */
export interface Plan extends Circumstances {
  readonly targets: readonly string[];
  /** The targets and all that they rest on, each after what it needs. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** By stage, what former results took, for the estimates. */
  readonly recorded: ReadonlyMap<string, Duration>;
}

export async function makePlan(
  circumstances: Circumstances,
  targets: readonly string[],
): Promise<Plan> {
  const { graph, codes } = circumstances;
  const wanted = ancestors(graph, targets);
  const nodes = new Map<string, Node>();
  for (const action of graph.actions.values()) {
    if (!wanted.has(action.name)) continue;
    const code = codes.get(action.stage);
    if (code === undefined) throw new Error(`Stage "${action.stage.name}" was not bundled`);
    nodes.set(action.name, { action, code });
  }
  const plan = { ...circumstances, targets, nodes, recorded: new Map<string, Duration>() };
  for (const node of nodes.values()) await resolveNode(plan, node);
  await demand(plan, targets);
  const { store, history } = circumstances;
  return { ...plan, recorded: await recordedDurations(nodes.values(), store, history) };
}

/** Computes an action's key and looks its result up, if all its inputs are known. */
export async function resolveNode(plan: Plan, node: Node): Promise<void> {
  const { history, store } = plan;
  const description = describe(plan, node);
  const { inputs } = node.action;
  if (Object.keys(description.inputs).length < Object.keys(inputs).length) return;
  const { key, bytes } = actionKey(description);
  const { name, stage } = node.action;
  const blas = stage.arithmetic === "tensor" ? plan.blas : undefined;
  node.prepared = { name, key, description, bytes, code: node.code, blas };
  delete node.result;
  const result = await store.readResult(key);
  if (result !== undefined && namesAllOutputs(result, description)) {
    node.result = result;
    history.note(node.action.name, key);
  }
}

/**
 * Marks what has to be executed so that the artifacts of the given actions are there: those without
 * a result or without their blobs, and whatever they need in turn.
 */
export async function demand(plan: Plan, names: Iterable<string>): Promise<void> {
  const open = [...names];
  const seen = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = plan.nodes.get(name)!; // the plan holds the targets and all their ancestors
    if (node.reason === undefined) {
      if (await isThere(plan, node)) continue;
      node.reason = await reasonFor(plan, node);
    }
    for (const producer of producers(node.action)) {
      if (!seen.has(producer)) open.push(producer);
      seen.add(producer);
    }
  }
}

/** Blobs are checked when an action reads them; those of the targets nobody may read, so here. */
async function isThere(plan: Plan, { action, result }: Node): Promise<boolean> {
  if (result === undefined || !await hasAllBlobs(result, plan.store)) return false;
  if (!plan.targets.includes(action.name)) return true;
  const blobs = Object.values(result.outputs).map(({ digest }) => plan.store.readBlob(digest));
  return !(await Promise.all(blobs)).includes(undefined);
}

/** The artifact behind a reference, once its producer has a result. */
export function artifactOf(plan: Plan, ref: ArtifactRef): Digest | undefined {
  return plan.nodes.get(ref.action)?.result?.outputs[ref.output]?.digest;
}

/** Names of the given actions and of all that they rest on. */
export function ancestors(graph: Graph, names: Iterable<string>): Set<string> {
  const open = [...names];
  const found = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const producer of producers(graph.actions.get(name)!)) { // a checked graph
      if (!found.has(producer)) open.push(producer);
      found.add(producer);
    }
  }
  return found;
}

/** The inputs of an action whose bytes are known by now. */
export function knownInputs(plan: Plan, action: Action): ActionDescription["inputs"] {
  const inputs: Record<string, Digest | Digest[]> = {};
  for (const [name, binding] of Object.entries(action.inputs)) {
    const refs = (Array.isArray(binding) ? binding : [binding]) as readonly ArtifactRef[];
    const digests = refs.map((ref) => artifactOf(plan, ref));
    if (digests.includes(undefined)) continue;
    const known = digests as Digest[]; // checked in the line above
    inputs[name] = Array.isArray(binding) ? known : known[0]!; // a single reference is a list of one
  }
  return inputs;
}

/** What an action depends on, as far as it is known. */
export function describe(plan: Plan, { action, code }: Node): ActionDescription {
  const { stage, parameters } = action;
  const { plain, tensor } = plan.fingerprint;
  return {
    version: 1,
    stage: stage.name,
    parameters: parameters as Json, // the schema's output; canonicalJson refuses what is not JSON
    inputs: knownInputs(plan, action),
    outputs: stage.outputs,
    code: code.identity,
    numerics: stage.arithmetic === "tensor" ? { plain, tensor } : { plain },
  };
}

async function reasonFor(plan: Plan, node: Node): Promise<string> {
  if (node.result !== undefined) return "its artifacts are no longer in the cache";
  if (node.prepared === undefined) {
    const awaited = producers(node.action).find((name) =>
      plan.nodes.get(name)?.result === undefined
    );
    return `it needs "${awaited}", which runs first`;
  }
  return whyNew(node.prepared.description, await plan.history.previous(node.action.name));
}
