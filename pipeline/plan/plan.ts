import { actionKey } from "../action_key.ts";
import type { ActionDescription } from "../action_key.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import { bounded } from "../bounded.ts";
import { canonicalJson } from "../canonical.ts";
import type { Json } from "../canonical.ts";
import type { StageCode } from "../code/stage_code.ts";
import type { Workspace } from "../code/workspace.ts";
import type { Digest } from "../digest.ts";
import type { Fingerprint } from "../execute/numerics.ts";
import type { PreparedAction } from "../execute/perform.ts";
import { producers, references } from "../graph.ts";
import type { Action, ArtifactRef, Graph } from "../graph.ts";
import { bringArtifact, bringHere, canBeHad, lookUp } from "../remote/artifacts.ts";
import type { Caches } from "../remote/artifacts.ts";
import type { Stage } from "../stage.ts";
import type { History } from "../store/history.ts";
import { whyNew } from "./reason.ts";
import { recordedDurations } from "./recorded_durations.ts";
import type { Duration } from "./recorded_durations.ts";

/** Results and artifacts that are looked for at a time: a remote cache may be far away. */
const AT_A_TIME = 32;

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

/** What planning starts from; fixed when the command starts. */
export interface Circumstances extends Caches {
  /** Where the code is from. */
  readonly workspace: Workspace;
  readonly graph: Graph;
  readonly codes: ReadonlyMap<Stage, StageCode>;
  readonly fingerprint: Fingerprint;
  readonly history: History;
  /** Keeps gc from what the plan needs; released by the run. */
  readonly hold: Disposable;
  /** The BLAS library of tensor work, if it is not the default engine's. */
  readonly blas?: string | undefined;
}

/**
 * The plan: for the requested targets, which actions are to be executed, and why. The same plan is
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
  const plan = await resolved({ ...circumstances, recorded: new Map() }, targets, new Map());
  const { store, history } = circumstances;
  return { ...plan, recorded: await recordedDurations(plan.nodes.values(), store, history) };
}

/** A plan for other targets: results that the given one has are not looked up again. */
export async function replan(plan: Plan, targets: readonly string[]): Promise<Plan> {
  return await resolved(plan, targets, plan.nodes);
}

async function resolved(
  circumstances: Omit<Plan, "targets" | "nodes">,
  targets: readonly string[],
  known: Plan["nodes"],
): Promise<Plan> {
  const { graph, codes } = circumstances;
  const needed = ancestors(graph, targets);
  const nodes = new Map<string, Node>();
  for (const action of graph.actions.values()) {
    if (!needed.has(action.name)) continue;
    const code = codes.get(action.stage);
    if (code === undefined) throw new Error(`Stage "${action.stage.name}" was not bundled`);
    nodes.set(action.name, { action, code });
  }
  const plan = { ...circumstances, targets, nodes };
  await resolveAll(plan, known);
  await demand(plan, targets);
  return plan;
}

/** Resolves every node as soon as those that it needs are. */
async function resolveAll(plan: Plan, known: Plan["nodes"]): Promise<void> {
  const slot = bounded(AT_A_TIME);
  const turns = new Map<string, Promise<void>>();
  for (const node of plan.nodes.values()) {
    const { name } = node.action;
    const needed = producers(node.action).map((name) => turns.get(name)); // they stand before it
    const turn = Promise.all(needed).then(() => {
      if (!takeOver(plan, node, known.get(name))) return slot(() => resolveNode(plan, node));
    });
    turns.set(name, turn);
  }
  await Promise.all(turns.values());
}

/** Takes over what is known of an action, if it has a result of the very inputs that it has here. */
function takeOver(plan: Plan, node: Node, known: Node | undefined): boolean {
  if (known?.prepared === undefined || known.result === undefined) return false;
  const inputs = canonicalJson(knownInputs(plan, node.action));
  if (inputs !== canonicalJson(known.prepared.description.inputs)) return false;
  node.prepared = known.prepared;
  node.result = known.result;
  return true;
}

/** Computes an action's key and looks its result up, if all its inputs are known. */
export async function resolveNode(plan: Plan, node: Node): Promise<void> {
  const description = describe(plan, node);
  const { inputs } = node.action;
  if (Object.keys(description.inputs).length < Object.keys(inputs).length) return;
  const { key, bytes } = actionKey(description);
  const { name, stage: { arithmetic } } = node.action;
  const blas = arithmetic === "tensor" ? plan.blas : undefined;
  node.prepared = { name, key, description, bytes, code: node.code, arithmetic, blas };
  delete node.result;
  const result = await lookUp(node.prepared, plan);
  if (result === undefined) return;
  node.result = result;
  plan.history.note(name, key);
}

/**
 * Marks what has to be executed so that the artifacts of the given actions are there: those without
 * a result or without their blobs, and whatever they need in turn.
 */
export async function demand(plan: Plan, names: Iterable<string>): Promise<void> {
  const slot = bounded(AT_A_TIME);
  const seen = new Set(names);
  const visit = async (name: string): Promise<void> => {
    const node = plan.nodes.get(name)!; // the plan holds the targets and all their ancestors
    const runs = await slot(async () => {
      if (node.reason === undefined && !await isThere(plan, node)) {
        node.reason = await reasonFor(plan, node);
      }
      return node.reason !== undefined;
    });
    if (!runs) return;
    const next = producers(node.action).filter((producer) => !seen.has(producer));
    for (const producer of next) seen.add(producer);
    await Promise.all(next.map(visit));
  };
  await Promise.all([...seen].map(visit));
}

/** Brings the targets' artifacts here; what the remote cache does not give after all is executed. */
export async function bringTargets(plan: Plan, stop: AbortSignal): Promise<void> {
  const slot = bounded(AT_A_TIME);
  const missing = await Promise.all(plan.targets.map((name) =>
    slot(async () => {
      const { result, reason } = plan.nodes.get(name)!; // the plan holds its targets
      const there = result === undefined || reason !== undefined ||
        await bringHere(result, plan, stop);
      return there ? [] : [name];
    })
  ));
  if (!stop.aborted) await demand(plan, missing.flat());
}

/** An artifact that an action reads, and the action that gives it. */
export interface InputArtifact {
  readonly producer: string;
  readonly artifact: Artifact;
}

/** What an action reads; those that give it must have results. */
export function inputsOf({ action }: Node, { nodes }: Plan): InputArtifact[] {
  return references(action).map(({ ref }) => {
    const artifact = nodes.get(ref.action)!.result!.outputs[ref.output]!; // lookUp() misses none
    return { producer: ref.action, artifact };
  });
}

/** Brings artifacts here; tells which cannot be had. Bytes that are wrong, the reader finds out. */
export async function bringInputs(
  inputs: readonly InputArtifact[],
  plan: Plan,
  stop: AbortSignal,
): Promise<InputArtifact[]> {
  const there = await Promise.all(
    inputs.map(({ artifact }) => bringArtifact(artifact, plan, stop)),
  );
  return inputs.filter((_, i) => !there[i]);
}

/** Of artifacts, those that are not here as they should be; what is wrong is put aside. */
export async function damagedOf(
  inputs: readonly InputArtifact[],
  { store }: Plan,
): Promise<InputArtifact[]> {
  const damaged: InputArtifact[] = [];
  for (const input of inputs) {
    if (!await store.isWhole(input.artifact.digest)) damaged.push(input);
  }
  return damaged;
}

/** Blobs are checked when an action reads them; those of the targets nobody may read, so here. */
async function isThere(plan: Plan, { action, result }: Node): Promise<boolean> {
  if (result === undefined) return false;
  if (plan.targets.includes(action.name)) {
    await Promise.all(
      Object.values(result.outputs).map(({ digest }) => plan.store.isWhole(digest)), // or discards it
    );
  }
  return await canBeHad(result, plan);
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
  if (node.result?.from?.kind === "remote") {
    return "its artifacts are not here, nor to be had remotely";
  }
  if (node.result !== undefined) return "its artifacts are no longer in the cache";
  if (node.prepared === undefined) {
    const awaited = producers(node.action).find((name) =>
      plan.nodes.get(name)?.result === undefined
    );
    return `it needs "${awaited}", which runs first`;
  }
  return whyNew(node.prepared.description, await plan.history.previous(node.action.name));
}
