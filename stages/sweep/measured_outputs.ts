import type { Stage } from "../../pipeline/stage.ts";
import { measuresOf } from "./measures.ts";

/** An output that the table of a sweep takes numbers from. */
export interface MeasuredOutput {
  readonly output: string;
  /** What its numbers are called by; undefined where the stage's measures are known. */
  readonly numbersOf?: string;
}

/** Run modules of our own stages begin so. */
const OURS = new URL("../", import.meta.url).href;

/**
 * What a sweep measures of a stage: of ours the measures that are known; of a stage of the user's own, and
 * of any that `named` says was asked for, all numbers of its JSON files.
 */
export function measuredOutputs(
  { name, outputs, run }: Stage,
  named: boolean,
): MeasuredOutput[] {
  const isOurs = run.href.startsWith(OURS);
  const known = isOurs ? measuresOf(name) : undefined;
  if (known !== undefined) return [{ output: known.output }];
  if (isOurs && !named) return [];
  const files = Object.keys(outputs).filter((output) => outputs[output] === "json");
  return files.map((output) => ({
    output,
    numbersOf: files.length === 1 ? name : `${name}.${output}`,
  }));
}
