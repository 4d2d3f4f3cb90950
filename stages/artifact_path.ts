import type { ArtifactRef, Graph } from "../pipeline/graph.ts";

/**
 * Readable file names for a graph's artifacts, from the names of its actions: the one output of an
 * action is named like it (".../seed0/placeCells.npy"), several lie beside it
 * (".../seed0/weights.safetensors" of ".../seed0/train") or, if that name is another's, in a folder of
 * their own (".../active/stateDensity/x.npy"). Every artifact has a name of its own.
 */
export function artifactPaths({ actions }: Graph): (ref: ArtifactRef, format: string) => string {
  const short = ({ action, output }: ArtifactRef): string => {
    const folder = action.slice(0, action.lastIndexOf("/") + 1);
    return `${folder}${output}`;
  };
  const taken = new Map<string, number>();
  const take = (path: string) => taken.set(path, (taken.get(path) ?? 0) + 1);
  for (const { name, stage } of actions.values()) {
    const outputs = Object.keys(stage.outputs);
    if (isAlone(stage.outputs)) take(name);
    else for (const output of outputs) take(short({ action: name, output }));
  }
  return (ref, format) => {
    const { outputs } = actions.get(ref.action)!.stage; // a reference of this graph
    if (isAlone(outputs)) return `${ref.action}.${format}`;
    const free = taken.get(short(ref)) === 1;
    return `${free ? short(ref) : `${ref.action}/${ref.output}`}.${format}`;
  };
}

/** One output, or one picture in several formats: the action's name says all. */
function isAlone(outputs: Readonly<Record<string, string>>): boolean {
  return Object.keys(outputs).length === 1 ||
    Object.entries(outputs).every(([output, format]) => output === format);
}
