import { join } from "node:path";
import { protocols } from "../lib/conditions.ts";
import type { Protocol } from "../lib/conditions.ts";
import { canonicalJson } from "../pipeline/canonical.ts";
import { digestOf } from "../pipeline/digest.ts";
import { UsageError } from "../pipeline/errors.ts";
import type { Executor } from "../pipeline/execute/executor.ts";
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
import { experiment } from "../stages/experiment/experiment.ts";
import { readExperiment } from "../stages/experiment/own_experiment.ts";
import { batteries } from "../stages/numerics/stage.ts";
import { parseSweep, sweepGraph } from "../stages/sweep/sweep.ts";
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
}

/**
 * From words to a plan: profile, settings, graph, selection, cache. Tells which parameters a short
 * setting means.
 */
export async function prepare(
  options: PlanOptions,
  warn: (message: string) => void,
): Promise<Prepared> {
  const blas = await chooseBlas(options);
  const sharing = await readSharing(options, ROOT);
  const profileName = options.profile ?? "full";
  const profile = await readProfile(profileName);
  const seeded = options.seeds === undefined
    ? profile
    : { ...profile, seeds: parseSeeds(options.seeds) };
  const { configuration, settings } = applySettings(seeded, options.set ?? []);
  const sweeps = (options.sweep ?? []).map(parseSweep);
  const changed = canonicalJson(configuration) !== canonicalJson(profile) || sweeps.length > 0;
  const own = fileNameOf(profileName);
  const prefix = options.experiment === undefined ? "" : `${fileNameOf(options.experiment)}-`;
  const identity = canonicalJson(sweeps.length === 0 ? configuration : { configuration, sweeps });
  const name = `${prefix}${own}${changed ? `+${digestOf(identity).slice(0, 8)}` : ""}`;
  const chosen = parseProtocol(options.protocol ?? "released");
  const build = options.experiment === undefined
    ? experiment
    : await readExperiment(options.experiment);
  const words = options.only?.split(",").map((word) => word.trim()).filter((word) => word !== "");
  const swept = sweeps.length === 0
    ? undefined
    : sweepGraph(configuration, sweeps, (changed) => build(changed, chosen), words);
  const graph = swept?.graph ?? build(configuration, chosen);
  tellMeanings([...settings, ...swept?.settings ?? []]);
  const { plan, executor, equipment } = await openPlan({
    root: ROOT,
    cache: cachePath(options.cache),
    graph,
    batteries,
    name,
    ...(words === undefined || swept !== undefined ? {} : { targets: selectActions(graph, words) }),
    blas,
    ...sharing,
    adopted: options.adopted,
    warn,
  });
  const out = options.out ?? join(FIGURES_FOLDER, name);
  const folders = new Map(chosen.map((protocol) => [protocol, folderOf(out, protocol)]));
  return {
    configuration,
    plan,
    executor,
    equipment,
    folders,
    signer: sharing.signer,
    shareAdopted: sharing.shareAdopted,
    name,
    kind: swept !== undefined ? "sweep" : options.experiment === undefined ? "paper" : "own",
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
  if (text === "both") return protocols;
  const found = protocols.filter((protocol) => protocol === text);
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
