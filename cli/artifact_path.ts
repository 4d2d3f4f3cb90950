import type { ArtifactRef, Graph } from "../pipeline/graph.ts";
import { printName } from "../pipeline/labels.ts";
import type { Stage } from "../pipeline/stage.ts";

/**
 * Readable file names for a graph's artifacts, from the names of its actions. The one output of an
 * action is named like it (".../seed0/placeCells.npy"), and so is one that is called like its format (a
 * figure's "svg"). Others lie beside it (".../seed0/weights.safetensors" of ".../seed0/train"); or, if
 * anywhere in the graph a file of the stage would thereby get another's name, all such files of that stage
 * lie in folders named like their actions (".../active/stateDensity/x.npy"). What is no plain letter
 * becomes one. So artifacts of a stage are named alike everywhere, and every artifact has a name of its
 * own.
 */
export function artifactPaths({ actions }: Graph): (ref: ArtifactRef, format: string) => string {
  const takers = new Map<string, Set<Stage>>();
  const crowded = new Set<Stage>();
  for (const { name, labels, stage } of actions.values()) {
    const outputs = Object.keys(stage.outputs);
    const paths = outputs.map((output) =>
      isLikeAction(stage, output) ? name : printName(labels, output)
    );
    for (const path of paths) {
      const stages = takers.get(path);
      if (stages === undefined) takers.set(path, new Set([stage]));
      else for (const each of stages.add(stage)) crowded.add(each);
    }
  }
  return ({ action, output }, format) => {
    const { labels, stage } = actions.get(action)!; // a reference of this graph
    const path = isLikeAction(stage, output)
      ? action
      : crowded.has(stage)
      ? `${action}/${output}`
      : printName(labels, output);
    return `${plainPath(path)}.${format}`;
  };
}

/** "U_sigma" of "U^σ": letters that every file system, archive and address takes as they are. */
export function plainPath(path: string): string {
  return path.replaceAll("σ", "sigma").replace(/[^\w.,=+/-]+/g, "_");
}

/** The one output, or one that is called like its format ("svg"): the action's name says all. */
function isLikeAction({ outputs }: Stage, output: string): boolean {
  return Object.keys(outputs).length === 1 || outputs[output] === output;
}
