import { UsageError } from "../errors.ts";
import type { Graph } from "../graph.ts";
import { didYouMean } from "../nearest.ts";

/**
 * The actions that the user's words name. A word is an action's name, its last part ("fig2e"), the
 * beginning of its path ("spatial/vanilla/noisy"), or a group of panels ("fig2" is fig2a, fig2b, ...).
 * Throws a UsageError with the nearest names for a word that names nothing.
 */
export function selectActions(graph: Graph, words: readonly string[]): string[] {
  const names = [...graph.actions.keys()];
  const found = words.flatMap((word) => {
    const matches = names.filter((name) => isNamed(name, word));
    if (matches.length > 0) return matches;
    const near = didYouMean(word, names.flatMap((name) => [lastPart(name), name]));
    throw new UsageError(`Cannot find "${word}" in this experiment${near}`);
  });
  return [...new Set(found)];
}

function isNamed(name: string, word: string): boolean {
  const last = lastPart(name);
  return name === word || last === word || name.startsWith(`${word}/`) ||
    (last.startsWith(word) && /^[a-z]$/.test(last.slice(word.length)));
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
