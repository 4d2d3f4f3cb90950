import type { z } from "zod";
import type { Action, ArtifactRef } from "../pipeline/graph.ts";
import { producers } from "../pipeline/graph.ts";
import type { Stage } from "../pipeline/stage.ts";
import { moments } from "./moments/stage.ts";
import { rollout } from "./rollout/stage.ts";

/** Finds an action of a graph, finished or still being built. */
export type Find = (name: string) => Action | undefined;

/** The actions that some artifacts rest on, those that make them included. */
export function behind(find: Find, refs: readonly ArtifactRef[]): Action[] {
  const found = new Map<string, Action>();
  const open = refs.map(({ action }) => action);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const action = found.has(name) ? undefined : find(name);
    if (action === undefined) continue;
    found.set(name, action);
    open.push(...producers(action));
  }
  return [...found.values()];
}

/** The parameters of those of the actions that are of one of these stages. */
export function parametersOf<Schema extends z.ZodObject>(
  actions: readonly Action[],
  ...stages: readonly { readonly parameters: Schema }[]
): z.output<Schema>[] {
  return actions.flatMap(({ stage, parameters }) => {
    const found = stages.find((each) => each as unknown as Stage === stage); // the same object
    return found === undefined ? [] : [found.parameters.parse(parameters)];
  });
}

/** The phases of networks that the actions ran: what was observed, or else what was summed up. */
export function phasesOf(actions: readonly Action[]) {
  const { spatialVanilla, spatialGru, headDirection } = rollout;
  const observed = [
    ...parametersOf(actions, spatialVanilla, spatialGru),
    ...parametersOf(actions, headDirection),
  ];
  return observed.length > 0 ? observed : [
    ...parametersOf(actions, moments.spatialVanilla, moments.spatialGru),
    ...parametersOf(actions, moments.headDirection),
  ];
}
