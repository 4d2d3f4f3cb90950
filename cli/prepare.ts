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
import type { SharingRequest } from "../pipeline/remote/sharing.ts";
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
import type { EngineOptions } from "./blas_library.ts";
import { cachePath, FIGURES_FOLDER, ROOT } from "./project.ts";

/** What to reproduce, as the command line says it. */
export interface Request extends EngineOptions, SharingRequest {
  readonly profile: string;
  /** "released", "described" or "both". */
  readonly protocol: string;
  readonly seeds?: string;
  readonly only?: string;
  readonly set: readonly string[];
  /** "path=value,value": each value in turn. */
  readonly sweep?: readonly string[];
  /** A file that exports an experiment of the user's own. */
  readonly experiment?: string;
  readonly cache?: string;
  readonly out?: string;
  /** Whether adopted results are used: the default. */
  readonly adopted?: boolean | undefined;
  readonly warn: (message: string) => void;
}

export interface Prepared {
  readonly configuration: Configuration;
  readonly settings: readonly Setting[];
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

/** From words to a plan: profile, settings, graph, selection, cache. */
export async function prepare(request: Request): Promise<Prepared> {
  const sharing = await readSharing(request, ROOT);
  const profile = await readProfile(request.profile);
  const seeded = request.seeds === undefined
    ? profile
    : { ...profile, seeds: parseSeeds(request.seeds) };
  const { configuration, settings } = applySettings(seeded, request.set);
  const sweeps = (request.sweep ?? []).map(parseSweep);
  const changed = canonicalJson(configuration) !== canonicalJson(profile) || sweeps.length > 0;
  const own = fileNameOf(request.profile);
  const prefix = request.experiment === undefined ? "" : `${fileNameOf(request.experiment)}-`;
  const identity = canonicalJson(sweeps.length === 0 ? configuration : { configuration, sweeps });
  const name = `${prefix}${own}${changed ? `+${digestOf(identity).slice(0, 8)}` : ""}`;
  const chosen = parseProtocol(request.protocol);
  const build = request.experiment === undefined
    ? experiment
    : await readExperiment(request.experiment);
  const words = request.only?.split(",").map((word) => word.trim()).filter((word) => word !== "");
  const swept = sweeps.length === 0
    ? undefined
    : sweepGraph(configuration, sweeps, (changed) => build(changed, chosen), words);
  const graph = swept?.graph ?? build(configuration, chosen);
  const { plan, executor, equipment } = await openPlan({
    root: ROOT,
    cache: cachePath(request.cache),
    graph,
    batteries,
    name,
    ...(words === undefined || swept !== undefined ? {} : { targets: selectActions(graph, words) }),
    blas: await chooseBlas(request),
    ...sharing,
    adopted: request.adopted,
    warn: request.warn,
  });
  const out = request.out ?? join(FIGURES_FOLDER, name);
  const folders = new Map(chosen.map((protocol) => [protocol, folderOf(out, protocol)]));
  return {
    configuration,
    settings: [...settings, ...swept?.settings ?? []],
    plan,
    executor,
    equipment,
    folders,
    signer: sharing.signer,
    shareAdopted: sharing.shareAdopted,
    name,
    kind: swept !== undefined ? "sweep" : request.experiment === undefined ? "paper" : "own",
  };
}

/** The folder of an existing cache; throws a UsageError if there is none. */
export async function cacheFolder({ cache }: { readonly cache?: string }): Promise<string> {
  const folder = cachePath(cache);
  const found = await Deno.stat(join(folder, "cas")).catch(() => undefined);
  if (!found?.isDirectory) throw new UsageError(`There is no cache in "${folder}"`);
  return folder;
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
