import { captions } from "../figures/captions.ts";
import type { Action } from "../pipeline/graph.ts";
import { replicateOf } from "../pipeline/labels.ts";
import { runNames } from "../pipeline/tidy/runs.ts";
import { readProfile } from "../stages/configuration/profile.ts";
import { parameterPaths } from "../stages/configuration/settings.ts";
import { experiment } from "../stages/experiment/experiment.ts";
import { CACHE_FOLDER } from "./project.ts";

/**
 * What --only and explain take in the paper's experiment: figures, their groups, stages, the actions of
 * the first seed, and each seed as a whole: the actions of all would be too long for a shell.
 */
export async function actionWords(): Promise<string[]> {
  const figures = Object.keys(captions);
  const groups = figures.map((id) => id.replace(/[a-z]$/, "")).filter((id) => id !== "");
  const actions = [...experiment(await readProfile("full")).actions.values()];
  const leaves = actions.map(({ leaf }) => leaf);
  const paths = actions.map((action) => seedOf(action) ?? action.name);
  const first = actions.filter((action) => seedOf(action)?.endsWith("0")).map(({ name }) => name);
  return [...new Set(["paper", ...groups, ...figures, ...leaves, ...paths, ...first])].sort();
}

/** "spatial/vanilla/noisy/unbiased/seed3", which names all actions of that seed. */
function seedOf({ labels }: Action): string | undefined {
  const { condition, number } = replicateOf(labels);
  return number === undefined ? undefined : `${condition}/seed${number}`;
}

/** The runs that the cache of the project knows. */
export async function runWords(): Promise<string[]> {
  return (await runNames(CACHE_FOLDER)).sort();
}

/** What stands before "=" in --set and --sweep: every parameter's path, and its last word. */
export async function settingWords(): Promise<string[]> {
  const paths = parameterPaths(await readProfile("full"));
  const last = paths.map((path) => path.slice(path.lastIndexOf(".") + 1));
  return [...new Set([...last, ...paths])].sort().map((path) => `${path}=`);
}
