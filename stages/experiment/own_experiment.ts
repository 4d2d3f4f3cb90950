import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Protocol } from "../../lib/conditions.ts";
import { messageOf, UsageError } from "../../pipeline/errors.ts";
import { GraphBuilder } from "../../pipeline/graph.ts";
import type { Graph } from "../../pipeline/graph.ts";
import type { Configuration } from "../configuration/configuration.ts";

/**
 * What a file for --experiment exports as its default: the graph to run, built of our stages or its
 * own. `configuration` is the profile's, with --set and --seeds in it. docs/examples/ has some.
 */
export type Experiment = (
  configuration: Configuration,
  protocols: readonly Protocol[],
) => Graph;

/** An experiment, and what it calls itself. */
export interface OwnExperiment {
  readonly build: Experiment;
  /** What the file exports as `title`; else the file's name. */
  readonly title: string;
}

/** Loads an experiment of the user's own from a TypeScript file, wherever it is. */
export async function readExperiment(path: string): Promise<OwnExperiment> {
  let module: { readonly default?: unknown; readonly title?: unknown };
  try {
    module = await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    const first = messageOf(error).split("\n")[0]!; // a text has a first line
    throw new UsageError(`Cannot load the experiment "${path}": ${first}`);
  }
  if (typeof module.default !== "function") {
    const found = module.default === undefined
      ? "it has no default export;"
      : `its default export is ${shown(module.default)},`;
    throw new UsageError(
      `Cannot use the experiment "${path}": ${found} expected a function ` +
        `(configuration, protocols) that gives a graph`,
    );
  }
  const build = module.default as Experiment; // what it gives is checked below
  return {
    build: (configuration, protocols) => checked(path, () => build(configuration, protocols)),
    title: typeof module.title === "string" ? module.title : basename(path, ".ts"),
  };
}

/** What an experiment gave, if it is a graph. */
function checked(path: string, build: () => unknown): Graph {
  let graph: unknown;
  try {
    graph = build();
  } catch (error) {
    if (error instanceof UsageError) throw error; // it says what is wrong in the graph
    throw new UsageError(
      `Cannot build the experiment "${path}": ${messageOf(error)}${placeOf(error, path)}; ` +
        `"deno check" tells of mistakes before they happen`,
      { cause: error },
    );
  }
  const given = typeof graph === "object" && graph !== null ? graph : {};
  if ("actions" in given && given.actions instanceof Map && "targets" in given) {
    return graph as Graph; // built by GraphBuilder, whose checks it has passed
  }
  const found = graph instanceof GraphBuilder
    ? "a builder; return graph.build()"
    : graph instanceof Promise
    ? "a promise; it must not be async"
    : `${graph === undefined ? "nothing" : shown(graph)}; expected a graph`;
  throw new UsageError(`Cannot use the experiment "${path}": its function gives ${found}`);
}

/** " (noise_sweep.ts:12:5)": where in the experiment's file an error came from, if it did. */
function placeOf(error: unknown, path: string): string {
  const name = basename(path);
  const frames = error instanceof Error ? error.stack?.split("\n") ?? [] : [];
  const frame = frames.find((line) => line.includes(`/${name}:`));
  const [, place] = /(:\d+:\d+)\)?$/.exec(frame ?? "") ?? [];
  return place === undefined ? "" : ` (${name}${place})`;
}

/** A value in an error: its kind, or itself if it is short. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : String(value).slice(0, 40);
}
