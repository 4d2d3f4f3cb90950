import { numberFormats } from "../../lib/results/numbers.ts";
import type { NumberFormat } from "../../lib/results/numbers.ts";
import type { Stage } from "../../pipeline/stage.ts";
import { measuresOf } from "./measures.ts";

/** An output that the table of a sweep takes numbers from. */
export interface MeasuredOutput {
  readonly output: string;
  readonly format: NumberFormat;
  /** What its numbers are called by; undefined where the stage's measures are known. */
  readonly numbersOf?: string;
}

/** Run modules of our own stages begin so. */
const OURS = new URL("../", import.meta.url).href;

/**
 * What a sweep measures of a stage: of ours the measures that are known; of a stage of the user's own, and
 * of any that `named` says was asked for, all numbers of its JSON and CSV files.
 */
export function measuredOutputs(
  { name, outputs, run }: Stage,
  named: boolean,
): MeasuredOutput[] {
  const isOurs = run.href.startsWith(OURS);
  const known = isOurs ? measuresOf(name) : undefined;
  if (known !== undefined) return [{ output: known.output, format: "json" }];
  if (isOurs && !named) return [];
  const files = Object.entries(outputs).flatMap(([output, format]) => {
    const readable = numberFormats.find((each) => each === format);
    return readable === undefined ? [] : [{ output, format: readable }];
  });
  return files.map((file) => ({
    ...file,
    numbersOf: files.length === 1 ? name : `${name}.${file.output}`,
  }));
}
