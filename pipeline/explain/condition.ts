import type { Action } from "../graph.ts";

/** Where an action stands in a table of stages by condition. */
export interface Place {
  readonly stage: string;
  /** What stands before the seed in its name: "spatial/vanilla/noisy/unbiased". */
  readonly condition: string;
}

/**
 * The place of an action, from its name: ".../seed3/..." is one replicate of a condition. An action of
 * no seed (a figure, a verdict) belongs to all conditions; its folder stands for its stage.
 */
export function placeOf({ name, stage }: Action): Place {
  const seed = /^(.*?)\/?\bseed\d+(?=\/|$)/.exec(name);
  if (seed !== null) return { stage: stage.name, condition: seed[1]! };
  const parts = name.split("/");
  if (parts.length === 1) return { stage: stage.name, condition: "" };
  return { stage: parts.at(-2)!, condition: parts.slice(0, -2).join("/") };
}

/** A place as a key of a map. */
export function placeKey({ stage, condition }: Place): string {
  return `${stage} ${condition}`;
}
