import { references } from "../../pipeline/graph.ts";
import type { Action } from "../../pipeline/graph.ts";
import { artifactOf } from "../../pipeline/plan/plan.ts";
import type { Plan } from "../../pipeline/plan/plan.ts";

/** The artifacts of an input of an action; undefined if the cache has not all of them. */
export async function readInputs(
  plan: Plan,
  action: Action | undefined,
  wanted: string,
): Promise<Uint8Array<ArrayBuffer>[] | undefined> {
  const refs = action === undefined ? [] : references(action);
  const found = await Promise.all(
    refs.filter(({ input }) => input === wanted).map(({ ref }) => {
      const digest = artifactOf(plan, ref);
      return digest === undefined ? undefined : plan.store.readBlob(digest);
    }),
  );
  const all = found.filter((bytes) => bytes !== undefined);
  return all.length === 0 || all.length < found.length ? undefined : all;
}

/** The action that made an input of another. */
export function makerOf(
  plan: Plan,
  action: Action | undefined,
  wanted: string,
): Action | undefined {
  const refs = action === undefined ? [] : references(action);
  const found = refs.find(({ input }) => input === wanted);
  return found && plan.graph.actions.get(found.ref.action);
}
