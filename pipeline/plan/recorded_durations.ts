import { secondsOf } from "../action_result.ts";
import type { ActionResult } from "../action_result.ts";
import type { Action } from "../graph.ts";
import type { History } from "../store/history.ts";
import type { Store } from "../store/store.ts";

/** Of some actions of a stage: the seconds that it gave as their cost, and that they took. */
export interface Duration {
  readonly expected: number;
  readonly measured: number;
}

/**
 * What stages took the last time, for those all of whose actions are to run anew: one former result a
 * stage, since more would tell little more and each has to be read.
 */
export async function recordedDurations(
  nodes: Iterable<{ readonly action: Action; readonly result?: ActionResult }>,
  store: Store,
  history: History,
): Promise<ReadonlyMap<string, Duration>> {
  const all = [...nodes];
  const known = new Set(
    all.flatMap(({ action, result }) => result === undefined ? [] : [action.stage.name]),
  );
  const found = new Map<string, Duration>();
  for (const { action: { name, stage } } of all) {
    if (known.has(stage.name)) continue;
    const before = await history.previousAction(name);
    const parameters = stage.parameters.safeParse(before?.description.parameters);
    const result = before && await store.readResult(before.key);
    if (result === undefined || !parameters.success) continue;
    known.add(stage.name);
    const expected = stage.cost(parameters.data).seconds;
    if (expected > 0) found.set(stage.name, { expected, measured: secondsOf(result) });
  }
  return found;
}
