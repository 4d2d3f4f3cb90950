import type { ActionResult } from "../pipeline/action_result.ts";
import { digestOf } from "../pipeline/digest.ts";
import { resolveNode } from "../pipeline/plan/plan.ts";
import type { Node, Plan } from "../pipeline/plan/plan.ts";

/** Files that are written at a time: most of it is waiting for the disk. */
const AT_ONCE = 200;

/**
 * Fills the cache as if everything in a plan had run, with bytes of the expected size for the targets,
 * whose blobs planning reads, and a few for the others, of which it asks the size only. For timing the
 * planner on caches that would take days to make; the caches are thrown away.
 */
export async function pretendToRun(plan: Plan): Promise<void> {
  let writing: Promise<void>[] = [];
  for (const node of plan.nodes.values()) {
    await resolveNode(plan, node);
    if (node.result !== undefined) continue;
    writing.push(pretend(plan, node));
    if (writing.length < AT_ONCE) continue;
    await Promise.all(writing);
    writing = [];
  }
  await Promise.all(writing);
  await plan.history.save();
}

/** Gives a node a result at once, for the keys of those after it, and then writes it. */
async function pretend({ store, targets, history }: Plan, node: Node): Promise<void> {
  const { key, bytes, name } = node.prepared!; // what it needs has been pretended
  const { stage, parameters } = node.action;
  const entries = Object.entries(stage.outputs);
  const size = targets.includes(name) ? stage.cost(parameters).output / entries.length : 0;
  const outputs: Record<string, ActionResult["outputs"][string]> = {};
  const blobs = [bytes];
  for (const [output, format] of entries) {
    const blob = new TextEncoder().encode(`${name} ${output}`.padEnd(size));
    outputs[output] = { digest: digestOf(blob), bytes: blob.length, format };
    blobs.push(blob);
  }
  const time = new Date(0).toISOString();
  node.result = { outputs, started: time, completed: time };
  history.note(name, key);
  await Promise.all(blobs.map((blob) => store.putBytes(blob)));
  await store.writeResult(key, node.result);
}
