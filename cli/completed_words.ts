import { captions } from "../figures/captions.ts";
import { readProfile } from "../stages/configuration/profile.ts";
import { parameterPaths } from "../stages/configuration/settings.ts";
import { experiment } from "../stages/experiment/experiment.ts";

/** What --only and explain take in the paper's experiment: figures, their groups, stages, actions. */
export async function actionWords(): Promise<string[]> {
  const figures = Object.keys(captions);
  const groups = figures.map((id) => id.replace(/[a-z]$/, "")).filter((id) => id !== "");
  const { actions } = experiment(await readProfile("full"));
  const leaves = [...actions.values()].map(({ leaf }) => leaf);
  return [...new Set(["paper", ...groups, ...figures, ...leaves, ...actions.keys()])].sort();
}

/** What stands before "=" in --set and --sweep: every parameter's path, and its last word. */
export async function settingWords(): Promise<string[]> {
  const paths = parameterPaths(await readProfile("full"));
  const last = paths.map((path) => path.slice(path.lastIndexOf(".") + 1));
  return [...new Set([...last, ...paths])].sort().map((path) => `${path}=`);
}
