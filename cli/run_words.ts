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

/** The options that `runWords` wrote down. */
export function readRunWords(text: string): PlanOptions {
  const options: Record<string, string | string[]> = {};
  for (const [, name, word] of text.matchAll(/--(\w+) ('(?:[^']|'\\'')*'|\S+)/g)) {
    const value = word!.startsWith("'") ? word!.slice(1, -1).replaceAll("'\\''", "'") : word!;
    if (name === "set" || name === "sweep") options[name] = [...options[name] ?? [], value];
    else options[name!] = value;
  }
  return options; // of those that runWords has
}

/** As a shell takes it. */
const quoted = (word: string): string =>
  /^[\w.,:=/+@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
