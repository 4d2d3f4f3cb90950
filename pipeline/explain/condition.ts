import type { Action } from "../graph.ts";
import { replicateOf } from "../labels.ts";

/** Where an action stands in a table of stages by condition. */
export interface Place {
  readonly stage: string;
  /** The labels that its replicates share: "spatial/vanilla/noisy/unbiased". */
  readonly condition: string;
}

/** The place of an action, by its labels. */
export function placeOf({ labels: { group, ...labels }, stage }: Action): Place {
  return { stage: String(group ?? stage.name), condition: replicateOf(labels).condition };
}

/** A place as a key of a map. */
export function placeKey({ stage, condition }: Place): string {
  return JSON.stringify([stage, condition]);
}
