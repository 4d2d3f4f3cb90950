import { join } from "node:path";
import { encodeJson } from "../lib/files/json.ts";
import type { Json } from "../lib/files/json.ts";
import { bounded } from "../pipeline/bounded.ts";
import type { Plan } from "../pipeline/plan/plan.ts";
import { bringWhole } from "../pipeline/remote/artifacts.ts";
import { artifactBytes, materialise } from "../pipeline/store/materialise.ts";
import { artifactPaths } from "./artifact_path.ts";

/** Results whose artifacts are fetched or checked at a time. */
const AT_A_TIME = 8;

export interface Exported {
  readonly files: number;
  readonly bytes: number;
  /** Actions whose artifacts are not in the cache. */
  readonly missing: readonly string[];
}

/**
 * Writes the artifacts of some actions into a folder under readable names, and `artifacts.json`, which
 * says of each file what made it: action, stage, parameters, digest. Files that are right stay as
 * they are, other files in the folder are left alone.
 */
export async function exportArtifacts(
  plan: Plan,
  actions: Iterable<string>,
  folder: string,
): Promise<Exported> {
  const pathOf = artifactPaths(plan.graph);
  const index: Record<string, Json> = {};
  const missing: string[] = [];
  let bytes = 0;
  const nodes = Array.from(actions, (name) => plan.nodes.get(name)!); // chosen from the plan
  const slot = bounded(AT_A_TIME);
  const here = await Promise.all(
    nodes.map(({ result }) => result && slot(() => bringWhole(result, plan))),
  );
  for (const [i, { action, result, prepared }] of nodes.entries()) {
    const { name } = action;
    if (result === undefined || here[i] !== true) {
      missing.push(name);
      continue;
    }
    for (const [output, { digest, format }] of Object.entries(result.outputs)) {
      const path = pathOf({ action: name, output }, format);
      const content = await artifactBytes(plan.store, digest);
      await materialise(join(folder, path), content);
      bytes += content.length;
      const { parameters } = prepared!.description; // it has a result
      index[path] = { action: name, stage: action.stage.name, output, digest, parameters };
    }
  }
  await materialise(join(folder, "artifacts.json"), encodeJson(index));
  return { files: Object.keys(index).length, bytes, missing };
}
