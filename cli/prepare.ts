import { join } from "node:path";
import { protocols as allProtocols } from "../lib/conditions.ts";
import type { Protocol } from "../lib/conditions.ts";
import { canonicalJson } from "../pipeline/canonical.ts";
import { digestOf } from "../pipeline/digest.ts";
import { UsageError } from "../pipeline/errors.ts";
import type { Executor } from "../pipeline/execute/executor.ts";
import type { Graph } from "../pipeline/graph.ts";
import { openPlan } from "../pipeline/plan/open_plan.ts";
import type { Equipment } from "../pipeline/plan/open_plan.ts";
import type { Plan } from "../pipeline/plan/plan.ts";
import { selectActions } from "../pipeline/plan/select.ts";
import { readSharing } from "../pipeline/remote/sharing.ts";
import type { Signer } from "../pipeline/store/signature.ts";
import type { Configuration } from "../stages/configuration/configuration.ts";
import { readProfile } from "../stages/configuration/profile.ts";
import { applySettings } from "../stages/configuration/settings.ts";
import type { Setting } from "../stages/configuration/settings.ts";
import { experiment, paperExperiment } from "../stages/experiment/experiment.ts";
import { readExperiment } from "../stages/experiment/own_experiment.ts";
import { batteries } from "../stages/numerics/stage.ts";
import { parseSweep } from "../stages/sweep/parse_sweep.ts";
import { sweepGraph } from "../stages/sweep/sweep.ts";
import { chooseBlas } from "./blas_library.ts";
import type { PlanOptions } from "./options.ts";
import { cachePath, FIGURES_FOLDER, ROOT } from "./project.ts";
import { say } from "./say.ts";

export interface Prepared {
  readonly configuration: Configuration;
  readonly plan: Plan;
  readonly executor: Executor;
  /** For executors elsewhere. */
  readonly equipment: Equipment;
  /** Where the figures of each protocol go. */
  readonly folders: ReadonlyMap<Protocol, string>;
  /** Signs what is given to others. */
  readonly signer?: Signer | undefined;
  readonly shareAdopted?: boolean | undefined;
  /** "quick", or "quick+1a2b3c4d" if it was changed. */
  readonly name: string;
  /** What the graph is for, if it is not the paper's: its targets are then exported, too. */
  readonly kind: "paper" | "own" | "sweep";
  /** What is run, if it is not the paper's experiment. */
  readonly title?: string | undefined;
  /** The file that `--experiment` names. */
  readonly experiment?: string | undefined;
}

/** From words to a plan: profile, settings, graph, selection, cache. */
export async function prepare(
  options: PlanOptions,
  warn: (message: string) => void,
): Promise<Prepared> {
  const blas = await chooseBlas(options);
  const sharing = await readSharing(options, ROOT);
  const { graph, targets, protocols, settings, ...chosen } = await choose(options);
  tellMeanings(settings);
  const { plan, executor, equipment } = await openPlan({
    root: ROOT,
    cache: cachePath(options.cache),
    graph,
    batteries,
    name: chosen.name,
    ...(targets && { targets }),
    blas,
    ...sharing,
    adopted: options.adopted,
    warn,
  });
  const out = options.out ?? join(FIGURES_FOLDER, chosen.name);
  const folders = new Map(protocols.map((protocol) => [protocol, folderOf(out, protocol)]));
  const { signer, shareAdopted } = sharing;
  return { ...chosen, plan, executor, equipment, folders, signer, shareAdopted };
}

/** What some options choose to plan. */
export interface Chosen
  extends Pick<Prepared, "configuration" | "name" | "kind" | "title" | "experiment"> {
  readonly protocols: readonly Protocol[];
  readonly graph: Graph;
  /** All of the graph's if undefined. */
  readonly targets?: readonly string[] | undefined;
  /** What short paths of parameters mean. */
  readonly settings: readonly Setting[];
}

/** The configuration and the graph that options mean. */
export async function choose(options: PlanOptions): Promise<Chosen> {
  const { profile: profileName = "full", experiment: file, set = [], sweep = [] } = options;
  const profile = await readProfile(profileName);
  const seeded = options.seeds === undefined
    ? profile
    : { ...profile, seeds: parseSeeds(options.seeds) };
  const { configuration, settings } = applySettings(seeded, set);
  const protocols = parseProtocol(options.protocol ?? "released");
  const { build, title } = file === undefined
    ? { build: experiment, title: undefined }
    : await readExperiment(file);
  const words = options.only?.split(",").map((word) => word.trim()).filter((word) => word !== "");
  const prefix = file === undefined ? "" : `${fileNameOf(file)}-`;
  const named = (identity: unknown, changed: boolean) => {
    const suffix = changed ? `+${digestOf(canonicalJson(identity)).slice(0, 8)}` : "";
    return `${prefix}${fileNameOf(profileName)}${suffix}`;
  };
  if (sweep.length === 0) {
    const graph = build(configuration, protocols);
    const targetsOf = (word: string) =>
      word === "paper" && file === undefined
        ? paperExperiment(configuration, protocols).targets
        : selectActions(graph, [word]);
    return {
      configuration,
      name: named(configuration, canonicalJson(configuration) !== canonicalJson(profile)),
      kind: file === undefined ? "paper" : "own",
      title,
      experiment: file,
      protocols,
      graph,
      settings,
      targets: words && [...new Set(words.flatMap(targetsOf))],
    };
  }
  const sweeps = sweep.map(parseSweep);
  const rebuild = (changed: Configuration) => build(changed, protocols);
  const swept = sweepGraph(configuration, sweeps, rebuild, { words, own: file !== undefined });
  const name = named({ configuration, sweeps }, true);
  const paths = sweeps.flat().map(({ path }) => path).join(", ");
  return {
    configuration,
    name,
    kind: "sweep",
    title: `${title === undefined ? "Sweep" : `${title}: sweep`} of ${paths}`,
    experiment: file,
    protocols,
    graph: swept.graph,
    settings: [...settings, ...swept.settings],
  };
}

function tellMeanings(settings: readonly Setting[]): void {
  for (const { typed, matches } of settings) {
    if (matches.length === 1 && typed.startsWith(`${matches[0]}=`)) continue;
    say(`${typed} means ${matches.length}: ${matches.join(", ")}\n`);
  }
}

/** "some/mine.json" -> "mine" */
const fileNameOf = (path: string): string =>
  path.replace(/^.*[/\\]/, "").replace(/\.(json|ts)$/, "");

/** "quick" and "quick-described", "quick+1a2b3c4d" and "quick-described+1a2b3c4d". */
function folderOf(out: string, protocol: Protocol): string {
  return protocol === "released" ? out : out.replace(/(\+[0-9a-f]{8})?$/, `-${protocol}$1`);
}

function parseProtocol(text: string): readonly Protocol[] {
  if (text === "both") return allProtocols;
  const found = allProtocols.filter((protocol) => protocol === text);
  if (found.length > 0) return found;
  throw new UsageError(`Cannot use --protocol "${text}": expected released, described or both`);
}

/** "0,2-4" -> [0, 2, 3, 4] */
export function parseSeeds(text: string): number[] {
  const seeds = text.split(",").flatMap((part) => {
    const match = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part);
    const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match === null || last < first || last - first > 10000) {
      throw new UsageError(
        `Cannot use --seeds "${text}": expected numbers and ranges, as in 0,2-4`,
      );
    }
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  return [...new Set(seeds)].sort((a, b) => a - b);
}
