/**
 * What tells an action from the others of its stage, in the order of its name: `{ task: "spatial",
 * bias: "biased", seed: 3 }`. A number counts replicates and is printed with its label ("seed3"), a text
 * is printed as it is; a quantity ("factor4") is a text. The label `group`, where there is one, stands
 * for the stage in tables: of stages that draw a panel each, a reader wants one row.
 */
export type Labels = Readonly<Record<string, string | number>>;

/** What an action is called. */
export interface ActionName {
  /** As printed, unique in its graph: "spatial/biased/seed3/train". Nothing reads it but people. */
  readonly name: string;
  readonly labels: Labels;
  /** The last part of the name: "train". */
  readonly leaf: string;
}

/** Labels, and the leaf where it is not the stage's name; or a text that is the whole name, without labels. */
export type Naming = string | { readonly labels: Labels; readonly leaf?: string };

/**
 * The name of an action of a stage.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const { name } = nameAction({ labels: { task: "spatial", seed: 3 } }, "train");
 * assert.equal(name, "spatial/seed3/train");
 * ```
 */
export function nameAction(naming: Naming, stage: string): ActionName {
  const { labels, leaf = stage } = typeof naming === "string"
    ? { labels: {}, leaf: naming }
    : naming;
  return { name: printName(labels, leaf), labels, leaf };
}

/** The name that labels and a leaf print. */
export function printName(labels: Labels, leaf: string): string {
  return [...Object.entries(labels).map(print), leaf].join("/");
}

/** Where an action stands among the replicates of a computation. */
export interface Replicate {
  /** The labels before the first number, as printed: "spatial/biased". */
  readonly condition: string;
  /** The first number; undefined of what belongs to all replicates. */
  readonly number: number | undefined;
  /** The labels after it, as printed: "quiescent". */
  readonly phase: string;
}

/** Takes labels apart at the first that counts replicates. */
export function replicateOf(labels: Labels): Replicate {
  const all = Object.entries(labels);
  const at = all.findIndex(([, value]) => typeof value === "number");
  const text = (part: typeof all): string => part.map(print).join("/");
  if (at < 0) return { condition: text(all), number: undefined, phase: "" };
  const number = all[at]![1] as number; // just found to be one
  return { condition: text(all.slice(0, at)), number, phase: text(all.slice(at + 1)) };
}

/** What is wrong with labels, each with the label. */
export function* labelProblems(labels: Labels): Generator<string> {
  for (const [label, value] of Object.entries(labels)) {
    if (!/^[a-z]\w*$/i.test(label)) { // an object would put "0" before all others
      yield `Label ${JSON.stringify(label)} is not a word`;
    } else if (value === "") {
      yield `Label "${label}" is empty`;
    } else if (typeof value === "number" && !(Number.isSafeInteger(value) && value >= 0)) {
      yield `Label "${label}" is ${value}, expected a count or a text`;
    }
  }
}

function print([label, value]: readonly [string, string | number]): string {
  return typeof value === "number" ? `${label}${value}` : value;
}
