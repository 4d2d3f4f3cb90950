import type { PlanOptions } from "./options.ts";

/** The options that chose what was run: "--profile quick --set learningRate=0.002". */
export function runWords(options: Partial<PlanOptions>): string {
  const { profile = "full", protocol, seeds, experiment, set = [], sweep = [] } = options;
  const given: readonly (readonly [name: string, value: string | undefined])[] = [
    ["profile", profile],
    ["protocol", protocol],
    ["seeds", seeds],
    ["experiment", experiment],
    ...set.map((value) => ["set", value] as const),
    ...sweep.map((value) => ["sweep", value] as const),
  ];
  return given.flatMap(([name, value]) => value === undefined ? [] : `--${name} ${quoted(value)}`)
    .join(" ");
}

/** As a shell takes it. */
const quoted = (word: string): string =>
  /^[\w.,:=/+@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
