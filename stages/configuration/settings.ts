import { UsageError } from "../../pipeline/errors.ts";
import { didYouMean } from "../../pipeline/nearest.ts";
import type { Configuration } from "./configuration.ts";
import { parseConfiguration } from "./profile.ts";

/** What a `--set` changed: every parameter that it matched. */
export interface Setting {
  readonly typed: string;
  readonly matches: readonly string[];
}

/**
 * Changes parameters of a configuration: `spatial.vanilla.train.learningRate=0.002`. A shorter path
 * (`learningRate=0.002`, `vanilla.learningRate=0.002`) means every parameter whose path ends with its
 * last word and has the others before it, in this order. Throws a UsageError for an unknown path,
 * with the nearest ones, and for a value that the schema refuses.
 */
export function applySettings(
  configuration: Configuration,
  typed: readonly string[],
): { configuration: Configuration; settings: readonly Setting[] } {
  const settings: Setting[] = [];
  let changed = configuration;
  for (const text of typed) {
    const equals = text.indexOf("=");
    if (equals < 1) {
      throw new UsageError(`Cannot use --set "${text}": expected path=value`);
    }
    const [path, value] = [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
    const paths = parameterPaths(changed);
    const matches = paths.filter((candidate) => isMatch(candidate.split("."), path.split(".")));
    if (matches.length === 0) {
      const last = path.slice(path.lastIndexOf(".") + 1);
      const near = didYouMean(path, paths) || alike(last, paths);
      throw new UsageError(`Cannot set "${path}": there is no such parameter${near}`);
    }
    const copy = structuredClone(changed);
    for (const match of matches) assign(copy, match.split("."), parseValue(value));
    changed = parseConfiguration(copy, `--set "${text}"`);
    settings.push({ typed: text, matches });
  }
  return { configuration: changed, settings };
}

/** The paths of all parameters: "spatial.vanilla.train.learningRate". */
export function parameterPaths({ seeds: _, ...parameters }: Configuration): string[] {
  return leafPaths(parameters);
}

/** The parameters with the last word most like the one typed. */
function alike(last: string, paths: readonly string[]): string {
  const lastWords = new Map(paths.map((path) => [path.slice(path.lastIndexOf(".") + 1), path]));
  return didYouMean(last, lastWords.keys());
}

function isMatch(path: readonly string[], typed: readonly string[]): boolean {
  if (path.at(-1) !== typed.at(-1)) return false;
  let found = 0;
  for (const word of path) if (word === typed[found]) found++;
  return found === typed.length;
}

function leafPaths(value: object, before = ""): string[] {
  return Object.entries(value).flatMap(([name, item]) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? leafPaths(item, `${before}${name}.`)
      : [`${before}${name}`]
  );
}

function assign(target: object, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (rest.length === 0) Reflect.set(target, first!, value); // a path has at least one word
  else assign(Reflect.get(target, first!) as object, rest, value); // from leafPaths of this object
}

/** JSON if it is JSON (0.002, null, true), else the text itself (uniform). */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
