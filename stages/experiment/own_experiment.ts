import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Protocol } from "../../lib/conditions.ts";
import { messageOf, UsageError } from "../../pipeline/errors.ts";
import type { Graph } from "../../pipeline/graph.ts";
import type { Configuration } from "../configuration/configuration.ts";

/**
 * What a file for --experiment exports as its default: the graph to run, built of our stages or its
 * own. `configuration` is the profile's, with --set and --seeds in it. docs/examples/noise_factor.ts is
 * one.
 */
export type Experiment = (
  configuration: Configuration,
  protocols: readonly Protocol[],
) => Graph;

/** Loads an experiment of the user's own from a TypeScript file, wherever it is. */
export async function readExperiment(path: string): Promise<Experiment> {
  let module: { readonly default?: unknown };
  try {
    module = await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    const first = messageOf(error).split("\n")[0]!; // a text has a first line
    throw new UsageError(`Cannot load the experiment "${path}": ${first}`);
  }
  if (typeof module.default !== "function") {
    throw new UsageError(
      `Cannot use the experiment "${path}": its default export is ${typeof module.default}, ` +
        `expected a function (configuration, protocols) that gives a graph`,
    );
  }
  return module.default as Experiment; // what it gives, the graph's own checks look at
}
